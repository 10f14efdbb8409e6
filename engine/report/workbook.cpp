#include "engine/report/workbook.h"

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <unistd.h>
#include <xlsxwriter.h>

#include <fmt/format.h>

#include "engine/report/sheets.h"

namespace formatie {
namespace {

/// Text that Excel takes: at most 32,767 characters, no control characters; formulas stay text, for they are written as
/// strings.
std::string cell_text(const std::string& text) {
  std::string clean = text.substr(0, 30000);
  std::erase_if(clean, [](unsigned char c) { return c < 32 && c != '\n' && c != '\t'; });
  return clean;
}

void check(lxw_error error) {
  if (error != LXW_NO_ERROR) throw std::runtime_error(fmt::format("cannot make the workbook: {}", lxw_strerror(error)));
}

/// A file that is gone when the object is.
struct TemporaryFile {
  std::filesystem::path path;
  TemporaryFile() {
    auto name = (std::filesystem::temp_directory_path() / "workbook-XXXXXX").string();
    const int file = mkstemp(name.data());
    if (file < 0)
      throw std::filesystem::filesystem_error("cannot be made", name, std::error_code(errno, std::generic_category()));
    close(file);
    path = name;
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
  }
};

/// A workbook that is being written; everything throws `std::runtime_error` when it cannot be done.
class Book {
 public:
  explicit Book(const std::string& path) : book_(workbook_new(path.c_str())) {
    if (book_ == nullptr) throw std::runtime_error("cannot make the workbook");
    bold_ = workbook_add_format(book_);
    format_set_bold(bold_);
    title_ = workbook_add_format(book_);
    format_set_bold(title_);
    format_set_font_size(title_, 16);
    head_ = workbook_add_format(book_);
    format_set_bold(head_);
    format_set_bottom(head_, LXW_BORDER_THIN);
    format_set_text_wrap(head_);
    format_set_align(head_, LXW_ALIGN_VERTICAL_TOP);
  }

  /// The sheet that tells what the others are, and what the alternatives are.
  void add_contents(const Digest& digest, const std::vector<Sheet>& sheets, const Speech& s) {
    lxw_worksheet* contents = workbook_add_worksheet(book_, s.say("Inhoud", "Contents").c_str());
    worksheet_set_column(contents, 0, 0, 22, nullptr);
    worksheet_set_column(contents, 1, 1, 100, nullptr);
    write(contents, 0, 0, s.own(digest.title, digest.title_nl), title_);
    write(contents, 1, 0, s.computed(digest.replications, digest.differ_by));
    std::size_t row = 3;
    write(contents, row, 0, s.say("blad", "sheet"), head_);
    write(contents, row++, 1, s.say("wat erin staat", "what is in it"), head_);
    worksheet_freeze_panes(contents, static_cast<lxw_row_t>(row), 0);
    for (const auto& sheet : sheets) {
      const std::string name = cell_text(sheet.name);
      check(worksheet_write_url(contents, static_cast<lxw_row_t>(row), 0, ("internal:'" + name + "'!A1").c_str(),
                                nullptr));
      write(contents, row, 0, name);
      write(contents, row++, 1, sheet.meaning);
    }
    ++row;
    write(contents, row++, 0, s.say("Alternatieven", "Alternatives"), bold_);
    for (const auto& a : digest.alternatives) {
      const auto& name = s.own(a.name, a.name_nl);
      write(contents, row, 0, a.name);
      write(contents, row++, 1, (name != a.name ? name + ": " : "") + s.own(a.description, a.description_nl));
    }
  }

  void add(const Sheet& sheet) {
    lxw_worksheet* page = workbook_add_worksheet(book_, sheet.name.c_str());
    for (std::size_t c = 0; c < sheet.heads.size(); ++c) {
      worksheet_set_column(page, static_cast<lxw_col_t>(c), static_cast<lxw_col_t>(c), sheet.heads[c].width, nullptr);
      write(page, 0, c, sheet.heads[c].title, head_);
    }
    for (std::size_t r = 0; r < sheet.rows.size() && r + 1 < LXW_ROW_MAX; ++r)
      for (std::size_t c = 0; c < sheet.rows[r].size(); ++c) {
        if (const auto* text = std::get_if<std::string>(&sheet.rows[r][c])) write(page, r + 1, c, *text);
        if (const auto* value = std::get_if<double>(&sheet.rows[r][c])) write(page, r + 1, c, *value);
      }
    worksheet_freeze_panes(page, 1, 0);
    worksheet_autofilter(page, 0, 0, static_cast<lxw_row_t>(sheet.rows.size()),
                         static_cast<lxw_col_t>(sheet.heads.size() - 1));
    worksheet_repeat_rows(page, 0, 0);
    worksheet_set_landscape(page);
    worksheet_fit_to_pages(page, 1, 0);
    worksheet_set_paper(page, 9);  // A4
  }

  void close() { check(workbook_close(book_)); }

 private:
  static void write(lxw_worksheet* sheet, std::size_t row, std::size_t column, const std::string& text,
                    lxw_format* format = nullptr) {
    check(worksheet_write_string(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                                 cell_text(text).c_str(), format));
  }
  static void write(lxw_worksheet* sheet, std::size_t row, std::size_t column, double value) {
    if (!std::isfinite(value)) return write(sheet, row, column, std::string(value > 0 ? "inf" : "-inf"));
    check(worksheet_write_number(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                                 std::stod(fmt::format("{:.10g}", value)), nullptr));
  }

  lxw_workbook* book_;
  lxw_format *bold_, *title_, *head_;
};

}  // namespace

std::string workbook(const Digest& digest, Language language) {
  const Speech speech(language, digest.vocabulary);
  const auto sheets = sheets_of(digest, speech);
  const TemporaryFile file;
  Book book(file.path.string());
  book.add_contents(digest, sheets, speech);
  for (const auto& sheet : sheets) book.add(sheet);
  book.close();
  std::ifstream stream(file.path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

}  // namespace formatie
