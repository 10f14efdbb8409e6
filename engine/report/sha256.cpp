#include "engine/report/sha256.h"

#include <array>
#include <cerrno>
#include <fstream>
#include <memory>
#include <system_error>

#include <fmt/format.h>
#include <openssl/evp.h>

#include "engine/base/expect.h"

namespace formatie {

namespace {

class Hasher {
 public:
  Hasher() : context_(EVP_MD_CTX_new(), &EVP_MD_CTX_free) {
    expect(context_ != nullptr && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1, "OpenSSL has SHA-256");
  }
  void add(std::string_view bytes) {
    expect(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1, "OpenSSL hashes what it is given");
  }
  std::string hex() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    expect(EVP_DigestFinal_ex(context_.get(), digest.data(), &size) == 1, "OpenSSL finishes a hash");
    std::string text;
    for (unsigned i = 0; i < size; ++i) fmt::format_to(std::back_inserter(text), "{:02x}", digest[i]);
    return text;
  }

 private:
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

}  // namespace

std::string sha256(std::string_view bytes) {
  Hasher hasher;
  hasher.add(bytes);
  return hasher.hex();
}

std::string sha256_of_file(const std::filesystem::path& path) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  Hasher hasher;
  std::string block(1 << 16, '\0');
  while (file) {
    file.read(block.data(), static_cast<std::streamsize>(block.size()));
    hasher.add(std::string_view(block).substr(0, static_cast<std::size_t>(file.gcount())));
  }
  if (!file.eof()) {
    throw std::filesystem::filesystem_error("cannot read", path,
                                            std::error_code(errno != 0 ? errno : EIO, std::generic_category()));
  }
  return hasher.hex();
}

}  // namespace formatie
