#include "engine/report/files.h"

#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <memory>
#include <system_error>
#include <unistd.h>
#include <utility>

#include <sys/stat.h>

namespace formatie {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const std::string& what, const fs::path& path, int error) {
  throw fs::filesystem_error(what, path, std::error_code(error, std::generic_category()));
}

// An open file descriptor that closes itself; `meant` is the file that the user has heard of.
class Descriptor {
 public:
  Descriptor(const fs::path& path, int flags, const fs::path& meant)
      : path_(meant), number_(::open(path.c_str(), flags | O_CLOEXEC, 0666)) {
    if (number_ < 0) fail("cannot write", path_, errno);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }

  void write(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto written = ::write(number_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) fail("cannot write", path_, errno);
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  void bring_to_disk() {
    // Folders and files of some network file systems know no fsync: EINVAL, and then there is nothing to wait for.
    if (::fsync(number_) != 0 && errno != EINVAL) fail("cannot bring to disk", path_, errno);
  }
  // Some file systems report a full disk only here.
  void close() {
    const int number = std::exchange(number_, -1);
    if (::close(number) != 0 && errno != EINTR) fail("cannot write", path_, errno);
  }

 private:
  fs::path path_;
  int number_;
};

fs::path neighbour(const fs::path& target, const char* kind) {
  static std::atomic<unsigned> count{0};
  return target.parent_path() / ("." + target.filename().string() + "." + kind + "-" + std::to_string(::getpid()) +
                                 "-" + std::to_string(count++));
}

// A file on its way to its place. Until `commit` the old one stays; destroyed before that, it puts the old one back.
class Replacement {
 public:
  Replacement(const fs::path& path, std::string_view bytes)
      : target_(fs::is_symlink(path) && fs::exists(path) ? fs::canonical(path) : path),
        fresh_(neighbour(target_, "new")) {
    if (fs::is_directory(target_)) fail("cannot write", target_, EISDIR);
    if (fs::exists(target_) && !fs::is_regular_file(target_)) fail("cannot write", target_, EINVAL);
    Descriptor file(fresh_, O_WRONLY | O_CREAT | O_EXCL, target_);
    fresh_exists_ = true;
    try {
      file.write(bytes);
      file.bring_to_disk();
      file.close();
    } catch (...) {
      undo();
      throw;
    }
  }
  Replacement(const Replacement&) = delete;
  Replacement& operator=(const Replacement&) = delete;
  ~Replacement() { undo(); }

  // Keeps the old file beside the new one, so that `place` can be undone.
  void keep_old() {
    if (!fs::exists(target_)) return;
    old_ = neighbour(target_, "old");
    std::error_code no_links;
    fs::create_hard_link(target_, old_, no_links);
    if (no_links) fs::copy_file(target_, old_);
  }
  void place() {
    fs::rename(fresh_, target_);
    fresh_exists_ = false;
    placed_ = true;
  }
  void commit() noexcept {
    std::error_code ignored;
    if (!old_.empty()) fs::remove(old_, ignored);
    old_.clear();
    placed_ = false;
  }
  fs::path folder() const { return target_.has_parent_path() ? target_.parent_path() : fs::path("."); }

 private:
  void undo() noexcept {
    std::error_code ignored;
    if (fresh_exists_) fs::remove(fresh_, ignored);
    if (placed_ && old_.empty()) fs::remove(target_, ignored);
    if (placed_ && !old_.empty()) fs::rename(old_, target_, ignored);
    if (!placed_ && !old_.empty()) fs::remove(old_, ignored);
    fresh_exists_ = placed_ = false;
    old_.clear();
  }

  fs::path target_;
  fs::path fresh_;
  fs::path old_;
  bool fresh_exists_ = false;
  bool placed_ = false;
};

void bring_folder_to_disk(const fs::path& folder) {
  Descriptor(folder, O_RDONLY | O_DIRECTORY, folder).bring_to_disk();
}

// A terminal, /dev/null or a pipe: something to write to that cannot be replaced.
bool is_stream(const fs::path& path) {
  const auto kind = fs::status(path).type();
  return kind == fs::file_type::character || kind == fs::file_type::fifo;
}

}  // namespace

void write_file(const fs::path& path, std::string_view bytes) {
  if (is_stream(path)) {
    Descriptor device(path, O_WRONLY, path);
    device.write(bytes);
    device.close();
    return;
  }
  Replacement file(path, bytes);
  file.place();
  file.commit();
  bring_folder_to_disk(file.folder());
}

void write_files(const fs::path& folder, const std::vector<NamedText>& files) {
  fs::create_directories(folder);
  std::vector<std::unique_ptr<Replacement>> replacements;
  replacements.reserve(files.size());
  for (const auto& file : files) replacements.push_back(std::make_unique<Replacement>(folder / file.name, file.text));
  for (const auto& replacement : replacements) replacement->keep_old();
  for (const auto& replacement : replacements) replacement->place();
  for (const auto& replacement : replacements) replacement->commit();
  bring_folder_to_disk(folder);
}

}  // namespace formatie
