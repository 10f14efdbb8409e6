#include "engine/report/explanation.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <span>

#include <fmt/format.h>

#include "engine/report/combined.h"

namespace formatie {
namespace {

using Number = StoredAttribution::Number;
using Role = Attribution::Role;

constexpr std::size_t all_labels_up_to = 12;  // of a split with more only those that stand out are told
constexpr std::size_t told_of_a_long_split = 4;
constexpr std::size_t enough_draws = 5;  // below, Student's interval is so wide that it says little

class Writer {
 public:
  Writer(const StoredStudy& study, const StoredAttribution& attribution, const ExplanationSettings& settings)
      : study_(study), attribution_(attribution), settings_(settings), speech_(settings.speech) {
    ComparisonSettings wanted;
    wanted.series = settings.series;
    wanted.date = settings.date;
    wanted.cost = settings.cost;
    wanted.part_year = part_year(std::span(&study, 1), study.results, settings.date);
    wanted.anyway = settings.anyway;
    wanted.per_unit = settings.per_unit;
    for (const auto& one : compare(study.results, wanted))
      if (one.alternative == settings.alternative) compared_ = one;
  }

  std::string text() {
    head();
    if (compared_.verdict == Verdict::identical) {
      paragraph(
          say("In geen enkele replicatie verandert iemands leven.", "In no replication does anybody's life change."));
      return out_;
    }
    lives();
    money();
    for_whom();
    grounds();
    return out_;
  }

 private:
  std::string say(std::string_view nl, std::string_view en) const { return speech_.say(nl, en); }
  void paragraph(std::string_view text) { out_ += fmt::format("{}\n\n", text); }
  void title(std::string_view nl, std::string_view en) { out_ += fmt::format("### {}\n\n", say(nl, en)); }
  void item(std::string_view text) { out_ += fmt::format("- {}\n", text); }
  const Layout& layout() const { return study_.results.layout(); }
  const Measure& measure() const { return layout().measures()[layout().series()[settings_.series].measure]; }
  std::string label_of(const Measure& m) const { return speech_.label(m); }
  std::string unit() const { return speech_.unit(measure().unit); }
  const std::string& cost_unit() const { return layout().measures()[layout().series()[*settings_.cost].measure].unit; }
  std::string money(double value) const { return speech_.amount(value, cost_unit()); }
  std::string money(const Interval& interval) const { return speech_.amount_range(interval, cost_unit()); }
  /// " (90%: 3 to 10)"; nothing when one draw cannot tell.
  std::string interval(const Interval& i, int decimals) const {
    return std::isnan(i.low) ? "" : fmt::format(" (90%: {})", speech_.range(i, decimals));
  }
  static bool told(const Interval& i) { return !std::isnan(i.low) && !(i.low <= 0 && i.high >= 0); }

  void head() {
    const auto name_of = [&](std::size_t a) {
      return speech_.own(study_.results.alternatives()[a], study_.names_nl[a]);
    };
    const int decimals = measure().decimals;
    out_ += fmt::format(fmt::runtime(say("## Wat '{}' verandert ten opzichte van '{}', op {}\n\n",
                                         "## What '{}' changes compared with '{}', on {}\n\n")),
                        name_of(settings_.alternative), name_of(0), speech_.date(layout().dates()[settings_.date]));
    std::string name = label_of(measure());
    if (!name.empty()) name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
    if (compared_.verdict == Verdict::identical) {
      paragraph(fmt::format("{}: {}.", name, say("geen verschil", "no difference")));
      return;
    }
    const std::string change = speech_.change(compared_.difference.mean_difference, decimals);
    std::string text = fmt::format("{}: **{} {}**", name, change, unit());
    if (!std::isnan(compared_.interval.low))
      text += fmt::format(fmt::runtime(say(" (90%-interval van het gemiddelde: {}; standaardfout {})",
                                           " (90% interval of the mean: {}; standard error {})")),
                          speech_.range(compared_.interval, decimals),
                          speech_.number(compared_.difference.standard_error, decimals));
    text += ". ";
    if (compared_.verdict == Verdict::cannot_tell)
      text +=
          compared_.difference.draws < enough_draws
              ? say("Te weinig trekkingen om te zeggen of het meer of minder wordt: draai meer replicaties. ",
                    "Too few draws to tell whether it rises or falls: run more replications. ")
              : say("De ruis is groter dan het effect: deze replicaties kunnen niet zeggen of het meer of minder "
                    "wordt. ",
                    "The noise is larger than the effect: these replications cannot tell whether it rises or falls. ");
    if (!std::isnan(compared_.probability))
      text += fmt::format(
          fmt::runtime(measure().better == Better::neither ? say("Het stijgt in {} van de trekkingen (90%: {} tot {}).",
                                                                 "It rises in {} of the draws (90%: {} to {}).")
                                                           : say("Het helpt in {} van de trekkingen (90%: {} tot {}).",
                                                                 "It helps in {} of the draws (90%: {} to {}).")),
          speech_.percent(compared_.probability), speech_.percent(compared_.probability_interval.low),
          speech_.percent(compared_.probability_interval.high));
    paragraph(text);
    std::set<std::uint32_t> draws(study_.results.draws().begin(), study_.results.draws().end());
    paragraph(fmt::format(
        fmt::runtime(say("Uit {} replicaties, in {} trekkingen van de parameters; beide werelden delen hun toeval.",
                         "From {} replications, in {} draws of the parameters; both worlds share their luck.")),
        study_.results.count(), draws.size()));
  }

  /// The number of everybody, of the measure in this place; null when the file has none.
  const Number* total(std::size_t kind) const { return attribution_.find(kind); }

  void lives() {
    title("Wier leven anders is", "Whose lives differ");
    struct Part {
      std::size_t kind;
      const Number* amount;
      const Number* persons;
    };
    std::vector<Part> parts;
    const auto& kinds = attribution_.kinds;
    for (std::size_t k = 0; k < kinds.size(); ++k) {
      if (kinds[k].role != Role::adds && kinds[k].role != Role::takes_away) continue;
      const Number* amount = total(k);
      const Number* persons = nullptr;
      for (std::size_t p = 0; p < kinds.size(); ++p)
        if (kinds[p].role == Role::persons && kinds[p].of == kinds[k].measure.name) persons = total(p);
      if (amount == nullptr || persons == nullptr || (amount->mean == 0 && persons->mean == 0)) continue;
      parts.push_back({k, amount, persons});
    }
    // A part and its opposite are two sides of one thing.
    for (std::size_t k = 1; k + 1 < kinds.size(); k += 2) {
      if (kinds[k].role != Role::adds) break;
      const Number *more = total(k), *less = total(k + 1);
      const double net = (more != nullptr ? more->mean : 0) + (less != nullptr ? less->mean : 0);
      (net > 0 ? adds_ : lost_) += std::abs(net);
      if (more != nullptr) gained_ += more->mean;
    }
    std::stable_sort(parts.begin(), parts.end(),
                     [](const Part& a, const Part& b) { return std::abs(a.amount->mean) > std::abs(b.amount->mean); });
    const int decimals = measure().decimals;
    for (const auto& part : parts)
      item(fmt::format(fmt::runtime(say("{} mensen {}: {} {}{}", "{} people {}: {} {}{}")),
                       speech_.number(part.persons->mean, 0), label_of(kinds[part.kind].measure),
                       speech_.change(part.amount->mean, decimals), unit(), interval(part.amount->interval, decimals)));
    item(fmt::format(
        fmt::runtime(say("samen {} {}", "together {} {}")),
        speech_.change(total(0) != nullptr ? total(0)->mean : compared_.difference.mean_difference, decimals), unit()));
    out_ += "\n";
    for (std::size_t k = 0; k < kinds.size(); ++k)
      if ((kinds[k].role == Role::beside || kinds[k].role == Role::temporary) && total(k) != nullptr)
        item(fmt::format(
            "{}{}: {} {}{}", label_of(kinds[k].measure),
            kinds[k].role == Role::temporary ? fmt::format(" ({})", speech_.date(layout().dates().back())) : "",
            speech_.number(total(k)->mean, kinds[k].measure.decimals), speech_.unit(kinds[k].measure.unit),
            interval({std::max(total(k)->interval.low, 0.0), total(k)->interval.high}, kinds[k].measure.decimals)));
    out_ += "\n";
    if (told(compared_.interval) && adds_ > lost_)
      paragraph(fmt::format(
          fmt::runtime(say("Van elke 100 {} die er langs de ene weg bij komen gaan er {} langs een andere weer af.",
                           "Of each 100 {} that are gained in one way, {} are lost again in another.")),
          unit(), speech_.number(100 * lost_ / adds_, 0)));
  }

  void money() {
    if (!settings_.cost || std::isnan(compared_.cost.mean_difference)) return;
    title("Wat het kost", "What it costs");
    if (compared_.cost_per_unit_is == CostPerUnit::no_price || compared_.cost.mean_difference == 0) {
      paragraph(say("Het scenario boekt hiervoor in dat jaar geen geld: dat is niet hetzelfde als gratis.",
                    "The scenario books no money for it in that year: that is not the same as free."));
      return;
    }
    std::string text = fmt::format(fmt::runtime(say("{} in het jaar tot die datum", "{} in the year to that date")),
                                   money(compared_.cost.mean_difference));
    if (!std::isnan(compared_.cost_interval.low)) text += fmt::format(" (90%: {})", money(compared_.cost_interval));
    text += ". ";
    const std::string unit = this->unit();
    switch (compared_.cost_per_unit_is) {
      case CostPerUnit::told:
        text += fmt::format(
            fmt::runtime(say("Per extra {}: {} (90%: {}, Fieller).", "For each extra {}: {} (90%: {}, Fieller).")),
            unit, money(compared_.cost_per_unit.value), money(compared_.cost_per_unit.interval));
        break;
      case CostPerUnit::cannot_tell:
        text += fmt::format(fmt::runtime(say("Wat een extra {} kost is niet te zeggen: het effect kan nul zijn.",
                                             "What an extra {} costs cannot be told: the effect may be nothing.")),
                            unit);
        break;
      case CostPerUnit::part_year:
        text += say("De maatregel gold een deel van dat jaar, dus een prijs per eenheid zegt hier niets.",
                    "The policy held for a part of that year, so a price of each unit means nothing here.");
        break;
      case CostPerUnit::no_gain:
        text += say("Het levert niets op.", "It brings nothing.");
        break;
      case CostPerUnit::saves:
        text += say("Het bespaart geld.", "It saves money.");
        break;
      default:
        break;
    }
    paragraph(text);
    what_it_buys();
  }

  /// What the cost buys: what is there anyway, and of the rest, by what is gained, what is lost again elsewhere, what
  /// is gone in the end, and what stays.
  void what_it_buys() {
    const Number* paid_anyway = nullptr;
    const Number* temporary = nullptr;
    for (std::size_t k = 0; k < attribution_.kinds.size(); ++k) {
      if (attribution_.kinds[k].role == Role::anyway) paid_anyway = total(k);
      if (attribution_.kinds[k].role == Role::temporary) temporary = total(k);
    }
    if (paid_anyway == nullptr || !told(compared_.cost_interval)) return;
    const double cost = compared_.cost.mean_difference;
    const auto share = [&](double part) { return std::clamp(part / cost, 0.0, 1.0); };
    const double anyway = share(paid_anyway->mean);
    if (anyway > 0)
      paragraph(fmt::format(
          fmt::runtime(say("Van de kosten betaalt {}% (90%: {}) voor wat in beide werelden hetzelfde is.",
                           "Of the cost {}% (90%: {}) pays for what is the same in both worlds.")),
          speech_.number(100 * anyway, 0),
          speech_.range({100 * share(paid_anyway->interval.low), 100 * share(paid_anyway->interval.high)}, 0)));
    if (!told(compared_.interval) || adds_ <= lost_ || gained_ <= 0) return;
    const double bought = 100 * (1 - anyway);
    const double displaced = bought * lost_ / adds_;
    const double gone =
        (bought - displaced) * std::clamp(temporary != nullptr ? temporary->mean / gained_ : 0, 0.0, 1.0);
    const std::string which =
        anyway > 0 ? fmt::format(fmt::runtime(say("Van de andere {}%", "Of the other {}%")), speech_.number(bought, 0))
                   : say("Van de kosten", "Of the cost");
    paragraph(
        fmt::format(fmt::runtime(say(
                        "{} gaat, naar rato van {}, {}% naar winst die elders weer verloren gaat, {}% naar mensen bij "
                        "wie de winst aan het eind weg is, en {}% naar winst die blijft.",
                        "{}, in proportion to {}, {}% goes to gains that are lost again elsewhere, {}% to people whose "
                        "gain is gone at the end, and {}% to gains that last.")),
                    which, unit(), speech_.number(displaced, 0), speech_.number(gone, 0),
                    speech_.number(bought - displaced - gone, 0)));
  }

  void for_whom() {
    title("Voor wie", "For whom");
    const int decimals = measure().decimals;
    for (std::size_t column = 0; column < attribution_.split_columns.size(); ++column) {
      std::vector<const Number*> labels;
      for (const auto& number : attribution_.numbers)
        if (number.kind == 0 && number.column == column && number.mean != 0) labels.push_back(&number);
      if (labels.empty()) continue;
      const bool many = labels.size() > all_labels_up_to;
      std::string text;
      const auto add = [&](const Number& n) {
        const std::string range =
            std::isnan(n.interval.low) ? "" : fmt::format(" ({})", speech_.range(n.interval, decimals));
        text += fmt::format("{}{} {}{}", text.empty() ? "" : "; ",
                            speech_.label(attribution_.split_columns[column], n.label),
                            speech_.change(n.mean, decimals), range);
      };
      if (!many) {
        for (const auto* one : labels) add(*one);
      } else {
        // The most and the least, of those that can be told from nothing.
        std::erase_if(labels, [](const Number* n) { return !told(n->interval); });
        std::stable_sort(labels.begin(), labels.end(),
                         [](const Number* a, const Number* b) { return a->mean > b->mean; });
        for (std::size_t i = 0; i < labels.size(); ++i)
          if (i < told_of_a_long_split || (i + told_of_a_long_split >= labels.size() && labels[i]->mean < 0))
            add(*labels[i]);
        if (text.empty())
          text = say("geen daarvan is van nul te onderscheiden", "none of them can be told from nothing");
      }
      item(fmt::format("{}{}: {}", speech_.split(attribution_.split_columns[column]),
                       many ? say(" (wat opvalt)", " (what stands out)") : "", text));
    }
    out_ += "\n";
  }

  void grounds() {
    title("Waarop het rust", "What it rests on");
    const auto& grade = study_.grades[settings_.alternative];
    if (grade.empty()) {
      paragraph(say("Het scenario zegt niet hoe sterk het bewijs voor dit effect is.",
                    "The scenario does not say how strong the evidence for this effect is."));
      return;
    }
    const std::string meaning =
        grade == "A"   ? say("sterk: een oorzakelijke studie in deze setting", "strong: a causal study in this setting")
        : grade == "B" ? say("goed: een oorzakelijke studie elders, of een goede zonder controlegroep",
                             "good: a causal study elsewhere, or a good one without a control group")
        : grade == "C"
            ? say("zwak: voornemens in enquêtes, of oude schattingen", "weak: intentions in surveys, or old estimates")
            : say("een aanname: niemand heeft het gemeten", "an assumption: nobody has measured it");
    paragraph(fmt::format(fmt::runtime(say("Het zwakste bewijs onder dit effect heeft graad {}: {}.",
                                           "The weakest evidence under this effect has grade {}: {}.")),
                          grade, meaning));
  }

  const StoredStudy& study_;
  const StoredAttribution& attribution_;
  const ExplanationSettings& settings_;
  Speech speech_;
  Compared compared_;
  double adds_ = 0, lost_ = 0;  ///< of pairs of opposite parts: those that add in the end, and those that take away
  double gained_ = 0;           ///< of all parts that add
  std::string out_;
};

}  // namespace

std::string explanation(const StoredStudy& study, const StoredAttribution& attribution,
                        const ExplanationSettings& settings) {
  return Writer(study, attribution, settings).text();
}

}  // namespace formatie
