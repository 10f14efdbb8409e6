#include "engine/study/plan.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/parameters/values.h"
#include "engine/study/evidence.h"
#include "engine/study/section_reader.h"
#include "engine/study/uncertainty_input.h"

namespace formatie {
namespace {

constexpr std::size_t most_alternatives = 1000;

/// What is said in Dutch beside the text of the scenario: kept in plan.yaml, for reports.
void check_nl(const Node& node, const Section& texts, Problems& problems) {
  const Node* nl = node.find("nl");
  if (nl == nullptr || nl->is_null()) return;
  SectionReader read(*nl, texts, problems);
  if (!read.check()) return;
  for (const auto& key : texts.names()) read.text(key);
}

/// Whether two alternatives count the same things.
bool same_shape(const Layout& a, const Layout& b) {
  return a.dates() == b.dates() && a.split_columns() == b.split_columns() &&
         std::equal(a.series().begin(), a.series().end(), b.series().begin(), b.series().end(),
                    [](const Series& x, const Series& y) { return x.measure == y.measure && x.split == y.split; });
}

/// A member of the scenario that is a mapping; null when there is no such.
Node* mapping_at(Node& root, std::string_view key) {
  Node* node = root.find(key);
  return node != nullptr && node->is_mapping() ? node : nullptr;
}

/// Makes a plan of a scenario in stages: what stands in the scenario alone, the models, what the models share, and what
/// is asked of their results. A stage that returns false has found what the next ones cannot do without.
class PlanBuilder {
 public:
  PlanBuilder(const ScenarioDocument& document, ModelFactory make_model, Problems& problems)
      : make_model_(make_model),
        evidence_{"", make_model()->evidence_kinds()},
        problems_(problems),
        before_(problems.size()),
        root_(document.root) {
    for (const auto& file : document.files) plan_.inputs.push_back({file, ""});
  }

  std::optional<Plan> build() {
    if (!read_head() || !read_study()) return std::nullopt;
    check_sections();
    choose_evidence_of_values();
    read_period();
    if (!find_parameters() || !find_alternatives()) return std::nullopt;

    futures_ = read_futures(root_, problems_);
    for (const auto& input : futures_) plan_.uncertainty.futures.push_back(input.future);
    make_models();
    if (!failed() && !plan_.has_chance) check_computations(root_, plan_.uncertainty, plan_.stopping, problems_);
    if (failed()) return std::nullopt;

    name_copies();
    lay_out();
    if (failed()) return std::nullopt;
    freeze();

    read_questions();
    plan_.effective = std::move(root_);
    if (failed()) return std::nullopt;
    return std::move(plan_);
  }

 private:
  bool failed() const { return problems_.size() != before_; }

  // ------------------------------------------------------------------------------------------ the scenario by itself

  /// Its keys and its texts.
  bool read_head() {
    SectionReader read(root_, sections::scenario, problems_);
    if (!read.check()) return false;
    if (const Node* extends = root_.find("extends"))  // the reader of files has taken out those of files
      problems_.add(extends->where(), "'extends' cannot be set", "it must stand in a file");
    plan_.title = read.text("title");
    read.text("description");
    check_nl(root_, sections::scenario_texts, problems_);
    // What a file below says in Dutch is not a translation of another file's title.
    if (Node* nl = mapping_at(root_, "nl"))
      for (const char* key : {"title", "description"})
        if (const Node* own = root_.find(key), *said = nl->find(key);
            said != nullptr && (own == nullptr || own->where().file != said->where().file))
          nl->erase(key);
    return true;
  }

  bool read_study() {
    plan_.has_chance = make_model_()->has_chance();
    const Node* node =
        plan_.has_chance ? SectionReader(root_, sections::scenario, problems_).need("study") : root_.find("study");
    if (node == nullptr || (node->is_null() && !plan_.has_chance)) return true;
    SectionReader study(*node, sections::study, problems_);
    if (!study.check()) return true;
    if (plan_.has_chance || study.find("seed") != nullptr)
      if (const auto seed = study.whole("seed")) plan_.seed = static_cast<std::uint64_t>(*seed);
    plan_.stopping = read_stopping(*node, plan_.has_chance, problems_);
    const auto evidence = read_evidence(*node, evidence_.kinds, problems_);
    // What depends on the evidence cannot be read: it would be one mistake told many times.
    if (!evidence) return false;
    evidence_ = *evidence;
    plan_.evidence = evidence_.chosen;
    return true;
  }

  /// Looks at the keys of sections that are read later, and leaves out those that are no mapping.
  void check_sections() {
    for (const auto* section : {&sections::uncertainty, &sections::calibration, &sections::optimisation})
      if (const Node* node = root_.find(section->name); node != nullptr && !node->is_null())
        if (!SectionReader(*node, *section, problems_).check()) root_.erase(section->name);
  }

  void choose_evidence_of_values() {
    for (const char* section : {"parameters", "futures", "alternatives"})
      if (Node* node = root_.find(section)) choose_evidence(*node, evidence_, problems_);
  }

  void read_period() {
    const Node* node = SectionReader(root_, sections::scenario, problems_).need("period");
    if (node == nullptr) return;
    SectionReader period(*node, sections::period, problems_);
    if (!period.check()) return;
    const auto begin = period.date("begin"), end = period.date("end");
    if (!begin || !end) return;
    plan_.period = {*begin, *end};
    const auto& where = period.find("end")->where();
    if (*end <= *begin)
      problems_.add(where, fmt::format("'end' is {}", end->iso()),
                    fmt::format("must be later than 'begin', which is {}", begin->iso()));
    else if (end->year() - begin->year() > 100)
      problems_.add(where, fmt::format("'end' is {}", end->iso()), "a period has at most 100 years");
  }
  bool period_known() const { return plan_.period.begin < plan_.period.end; }

  bool find_parameters() {
    const Node* parameters = SectionReader(root_, sections::scenario, problems_).need("parameters");
    if (parameters == nullptr) return false;
    if (!parameters->is_mapping()) {
      problems_.add(parameters->where(), fmt::format("'parameters' is {}", parameters->kind_name()),
                    "must be a mapping");
      return false;
    }
    base_parameters_ = *parameters;
    return true;
  }

  /// Without a list there is one alternative: the parameters as they are.
  bool find_alternatives() {
    if (const Node* list = root_.find("alternatives"); list == nullptr || list->is_null()) {
      Node only = Node::sequence(root_.where());
      Node base = Node::mapping(root_.where());
      base.set("name", Node::scalar("base", root_.where()));
      only.add(base);
      root_.set("alternatives", only);
    }
    const Node& list = *root_.find("alternatives");
    if (!list.is_sequence() || list.items().empty()) {
      problems_.add(list.where(), fmt::format("'alternatives' is {}", list.is_sequence() ? "empty" : list.kind_name()),
                    "must be a list of mappings with name and policy");
      return false;
    }
    if (list.items().size() > most_alternatives) {
      problems_.add(list.where(), fmt::format("{} alternatives", list.items().size()),
                    fmt::format("a study has at most {}", most_alternatives));
      return false;
    }
    first_alternative_ = list.items().front();
    return true;
  }

  // ------------------------------------------------------------------------------------------------------ the models

  void make_models() {
    before_models_ = problems_.size();
    for (const auto& item : root_.find("alternatives")->items()) {
      if (!SectionReader(item, sections::alternative, problems_).check()) continue;
      Alternative alternative = read_alternative(item);
      const Node* own = item.find("parameters");
      if (own != nullptr && !own->is_null() && !own->is_mapping()) {
        problems_.add(own->where(), fmt::format("'parameters' is {}", own->kind_name()), "must be a mapping");
        continue;
      }
      if (!make_models_of(item, alternative)) break;
      plan_.alternatives.push_back(std::move(alternative));
    }
  }

  /// What an alternative is called and said to be.
  Alternative read_alternative(const Node& item) {
    Alternative alternative;
    SectionReader read(item, sections::alternative, problems_);
    alternative.name = read.text("name");
    alternative.description = read.text("description");
    check_nl(item, sections::alternative_texts, problems_);
    if (const auto grade = read.choice("grade")) alternative.grade = evidence_grades[*grade];
    const Node* name = item.find("name");
    if (alternative.name.empty() && name != nullptr && name->is_scalar())
      problems_.add(name->where(), "an alternative has an empty name", "it stands in every table");
    if (!alternative.name.empty() && !names_.insert(alternative.name).second)
      problems_.add(name->where(), fmt::format("a second alternative '{}'", alternative.name), "names must differ");
    return alternative;
  }

  Node parameters_of(const Node& alternative, const FutureInput& future) const {
    Node merged = future.parameters.entries().empty() ? base_parameters_ : merge(base_parameters_, future.parameters);
    const Node* own = alternative.find("parameters");
    return own != nullptr && own->is_mapping() ? merge(std::move(merged), *own) : merged;
  }

  /// A model in each future, until one has problems. False when a model has no labels, for all others will have none.
  bool make_models_of(const Node& item, Alternative& alternative) {
    const bool first = plan_.alternatives.empty();
    const std::size_t before = problems_.size();
    for (std::size_t f = 0; f < futures_.size() && problems_.size() == before; ++f) {
      const Node parameters = parameters_of(item, futures_[f]);
      std::shared_ptr<Model> model = make_model_();
      Reader reader(parameters, problems_);
      model->labels(reader);
      if (problems_.size() == before) model->load_labels(problems_);
      if (problems_.size() != before) return false;
      model->parts(reader);
      reader.finish();

      ParameterValues values;
      model->parts(values);
      if (const Node* section = mapping_at(root_, "uncertainty"); section != nullptr && first && f == 0)
        read_uncertainty(*section, values, plan_.has_chance, plan_.uncertainty, problems_);
      const auto moves = carry_out_policy(item, values);
      if (f == 0) {
        alternative.schedule = schedules_of(moves, values, plan_.period);
        parameters_read_.push_back(reader.parameters());
      }
      if (first && f == 0) {
        plan_.parameters = reader.parameters();
        plan_.parts = reader.parts();
      }
      if (problems_.size() == before && problems_.size() == before_models_ && period_known())
        model->load(plan_.period, plan_.seed, models_.empty() ? nullptr : models_.front().get(), problems_);
      alternative.models.push_back(model);
      models_.push_back(std::move(model));
    }
    return true;
  }

  std::vector<Move> carry_out_policy(const Node& alternative, const ParameterValues& values) {
    const Node* policy = alternative.find("policy");
    if (policy == nullptr || policy->is_null()) return {};
    if (!policy->is_sequence()) {
      problems_.add(policy->where(), fmt::format("'policy' is {}", policy->kind_name()),
                    "must be a list of changes of dials");
      return {};
    }
    return period_known() ? apply_policy(policy->items(), values, plan_.period, problems_) : std::vector<Move>();
  }

  // --------------------------------------------------------------------------------------------- what the models share

  /// Tables go into the folder of the study: plan.yaml names the copies.
  void name_copies() {
    InputCopies copies(plan_.inputs);
    copies.rename(root_.find("parameters"), parameters_read_.front());
    auto& alternatives = root_.find("alternatives")->items();
    for (std::size_t a = 0; a < alternatives.size(); ++a)
      copies.rename(alternatives[a].find("parameters"), parameters_read_[a]);
    if (Node* futures = root_.find("futures"); futures != nullptr && futures->is_sequence())
      for (auto& future : futures->items()) copies.rename(future.find("parameters"), parameters_read_.front());
    for (const char* key : {"priors", "ensemble"}) copies.rename(root_.find("uncertainty"), key);
  }

  void lay_out() {
    plan_.layout = models_.front()->layout();
    for (std::size_t m = 1; m < models_.size(); ++m) {
      if (same_shape(models_[m]->layout(), *plan_.layout)) continue;
      const std::size_t alternative = m / futures_.size();
      problems_.add(root_.find("alternatives")->items()[alternative].where(),
                    fmt::format("the results of '{}' have another shape than those of '{}'",
                                plan_.alternatives[alternative].name, plan_.alternatives[0].name),
                    "the alternatives of a study have the same labels and dates");
    }
  }

  /// The models get the dates on which any dial of any of them changes, and meet those of the same future.
  void freeze() {
    std::set<Time> steps = {plan_.period.begin};
    for (const auto& model : models_) {
      ParameterValues values;
      model->parts(values);
      for (const auto& entry : values.entries())
        if (entry.dial != nullptr)
          for (const Time date : entry.dial->changes(plan_.period.begin, plan_.period.end)) steps.insert(date);
    }
    for (const auto& model : models_) model->freeze({steps.begin(), steps.end()});
    for (std::size_t m = 0; m < models_.size(); ++m) {
      std::vector<const Model*> same_future;
      for (std::size_t a = 0; a < plan_.alternatives.size(); ++a)
        same_future.push_back(models_[a * futures_.size() + m % futures_.size()].get());
      models_[m]->meet(same_future);
    }
  }

  // ------------------------------------------------------------------------------------- what is asked of the results

  void read_questions() {
    if (Node* section = mapping_at(root_, "calibration")) {
      ParameterValues values;
      models_.front()->parts(values);
      plan_.calibration = read_calibration(*section, values, *plan_.layout, problems_);
      InputCopies copies(plan_.inputs);
      for (const char* key : {"targets", "parameters"}) copies.rename(section, key);
    }
    if (const Node* section = mapping_at(root_, "optimisation"))
      plan_.optimisation = read_optimisation(
          *section, *plan_.layout, [&](const std::vector<Node>& levers) { try_levers(levers); }, problems_);
    if (const Node* study = mapping_at(root_, "study"))
      plan_.stopping.rule = read_stopping_rule(*study, *plan_.layout, plan_.alternatives.size(), problems_);
  }

  /// Carries out the policy of the first alternative and the levers' after it, on a model of their own: those of the
  /// alternatives are frozen.
  void try_levers(const std::vector<Node>& levers) {
    Problems none;  // it was read before
    const Node parameters = parameters_of(first_alternative_, futures_.front());
    Reader reader(parameters, none);
    const auto model = make_model_();
    model->labels(reader);
    model->load_labels(none);
    model->parts(reader);
    ParameterValues values;
    model->parts(values);
    carry_out_policy(first_alternative_, values);
    apply_policy(levers, values, plan_.period, problems_);
  }

  ModelFactory make_model_;
  Evidence evidence_;
  Problems& problems_;
  std::size_t before_;  // problems, when it began
  Node root_;           // the scenario, which becomes what goes to plan.yaml
  Plan plan_;

  Node base_parameters_, first_alternative_;  // as they were read, with their own names of files
  std::vector<FutureInput> futures_;
  std::size_t before_models_ = 0;                        // problems
  std::set<std::string> names_;                          // of alternatives
  std::vector<std::shared_ptr<Model>> models_;           // [alternative][future]
  std::vector<std::vector<Parameter>> parameters_read_;  // [alternative]
};

}  // namespace

std::optional<Plan> make_plan(const ScenarioDocument& document, ModelFactory make_model, Problems& problems) {
  return PlanBuilder(document, make_model, problems).build();
}

}  // namespace formatie
