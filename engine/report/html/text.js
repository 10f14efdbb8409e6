// What the page says by itself, in Dutch and English, and how it writes numbers and dates.

/** [Dutch, English]; {name} is filled in. A model may say any of them in its own words: `texts` of its presentation. */
const texts = {
  skip: ["Naar de inhoud", "Skip to the content"],
  language: ["English", "Nederlands"],
  contents: ["Inhoud", "Contents"],
  partial: [
    "Deze studie is afgebroken: {n} van {asked} herhalingen zijn klaar. De banden zijn daardoor breder.",
    "This study was stopped: {n} of {asked} replications are complete. Bands are wider for that.",
  ],
  byline: [
    "{n} herhalingen van {alternatives}, {from} tot {until}",
    "{n} replications of {alternatives}, {from} to {until}",
  ],
  byline_certain: [
    "Eén keer berekend, zonder toeval: {alternatives}, {from} tot {until}",
    "Computed once, without chance: {alternatives}, {from} to {until}",
  ],
  one_alternative: ["één alternatief", "one alternative"],
  alternatives: ["{n} alternatieven", "{n} alternatives"],

  answer: ["Het antwoord", "The answer"],
  fans: ["Wat er te verwachten is", "What to expect"],
  differences: ["Wat elk alternatief verandert", "What each alternative changes"],
  map: ["Waar", "Where"],
  flows: ["Erbij en eraf", "In and out"],
  parts: ["Per onderdeel", "Part by part"],
  definitions: ["Elke definitie", "Every definition"],
  whom: ["Voor wie", "For whom"],
  know: ["Hoe we dit weten", "How we know"],

  measure: ["Maat", "Measure"],
  date: ["Peildatum", "Date"],
  part: ["Deel", "Part"],
  total: ["alles", "all"],
  alternative: ["Alternatief", "Alternative"],
  bands: ["Banden", "Bands"],
  bands_quantiles: ["50% en 90% van de uitkomsten", "50% and 90% of the outcomes"],
  bands_causes: ["waar de spreiding vandaan komt", "where the spread comes from"],
  forecasts: ["eerdere officiële ramingen", "earlier official forecasts"],
  split: ["Uitgesplitst naar", "Split by"],
  show: ["Toon", "Show"],
  level: ["stand", "level"],
  effect: ["effect", "effect"],
  sort_by: ["Sorteer op {column}", "Sort by {column}"],

  more: ["meer", "more"],
  fewer: ["minder", "less"],
  higher: ["hoger", "higher"],
  lower: ["lager", "lower"],
  answer_told: [
    "{difference} op {date} dan met {base} (90%-interval van het gemiddelde: {interval}){cost}; {probability}{evidence}.",
    "{difference} on {date} than with {base} (90% interval of the mean: {interval}){cost}; {probability}{evidence}.",
  ],
  answer_certain: [
    "{difference} op {date} dan met {base}{cost}{evidence}.",
    "{difference} on {date} than with {base}{cost}{evidence}.",
  ],
  answer_unsure: [
    "niet te zeggen of dit op {date} iets verandert aan {measure}: het gevonden verschil met {base}, {difference}, valt binnen de onzekerheid (90%-interval van het gemiddelde: {interval}){cost}; {probability}{evidence}.",
    "cannot tell whether this changes {measure} on {date}: the difference found with {base}, {difference}, lies within the uncertainty (90% interval of the mean: {interval}){cost}; {probability}{evidence}.",
  ],
  answer_unknown: [
    "niet te zeggen of dit op {date} iets verandert aan {measure}: met zo weinig herhalingen is er geen interval{cost}{evidence}.",
    "cannot tell whether this changes {measure} on {date}: so few replications give no interval{cost}{evidence}.",
  ],
  answer_identical: [
    "verandert op {date} niets aan {measure}: in elke herhaling komt hetzelfde uit als met {base}{evidence}.",
    "does not change {measure} on {date}: every replication gives what {base} gives{evidence}.",
  ],
  helps: ["helpt in {share} ({low} tot {high})", "helps in {share} ({low} to {high})"],
  is_higher: [
    "hoger in {share} ({low} tot {high})",
    "higher in {share} ({low} to {high})",
  ],
  of_draws: ["{n} van de {draws} trekkingen", "{n} of the {draws} draws"],
  share_of_draws: ["{share} van de trekkingen", "{share} of the draws"],
  negligible: ["Dat is minder dan 0,1% van het geheel.", "That is less than 0.1% of the whole."],
  outcomes_difference: ["In 90% van de herhalingen ligt het verschil tussen {low} en {high}.", "In 90% of the replications the difference lies between {low} and {high}."],
  beside: ["Ook: {list}.", "Also: {list}."],
  cost_is: ["{cost}: {definition}.", "{cost}: {definition}."],
  per_more: ["extra {per}", "extra {per}"],
  per_less: ["{per} minder", "{per} less"],
  cost_part: [", voor {cost} in het jaar tot die datum", ", for {cost} in the year to that date"],
  cost_part_year: [" (de maatregel gold een deel daarvan: nog geen prijs per eenheid)", " (the policy held for a part of it: no price of a unit yet)"],
  cost_year: [", voor {cost} per jaar", ", for {cost} a year"],
  cost_saves: [", met {cost} minder kosten per jaar", ", with {cost} a year less in cost"],
  cost_none: [", waarvan het model geen prijs kent", ", of which the model has no price"],
  cost_unit: [", {cost} per {per} ({low} tot {high})", ", {cost} for each {per} ({low} to {high})"],
  cost_unit_unsure: [
    "; wat elke {per} kost is niet te zeggen",
    "; what each {per} costs cannot be told",
  ],
  evidence_grade: ["; bewijskracht {grade} ({word})", "; evidence grade {grade} ({word})"],
  evidence_none: [
    "; het effect is door het scenario opgelegd, zonder graad van bewijs",
    "; the scenario puts the effect in, without a grade of evidence",
  ],
  grade_A: ["sterk", "strong"],
  grade_B: ["redelijk", "fair"],
  grade_C: ["zwak", "weak"],
  grade_D: ["een gok", "a guess"],
  only_base: [
    "Er is één alternatief, {base}: {value} {measure} op {date}{band}, tegen {first} op {start}.",
    "There is one alternative, {base}: {value} {measure} on {date}{band}, against {first} on {start}.",
  ],
  base_sentence: [
    "Met {base}: {value} {measure} op {date}{band}, tegen {first} op {start}.",
    "With {base}: {value} {measure} on {date}{band}, against {first} on {start}.",
  ],
  outcomes: [" (90% van de uitkomsten: {low} tot {high})", " (90% of the outcomes: {low} to {high})"],
  answer_note: [
    "Interval: Student's t over {draws} trekkingen, per vergelijking. ‘Helpt’: aandeel van de trekkingen waarin het verschil de goede kant op is, met Wilsons interval. De bewijskracht is wat het scenario van zijn bewijs zegt, en anders die van de zwakste aanname over hetzelfde onderdeel (A sterk, D een gok).",
    "Interval: Student's t over {draws} draws, of one comparison each. “Helps”: the share of the draws in which the difference goes the good way, with Wilson's interval. The grade is what the scenario says of its evidence, else that of the weakest assumption on the same part of the model (A strong, D a guess).",
  ],

  fans_note: [
    "Donker: 50% van de uitkomsten, licht: 90%, lijn: mediaan, streep: mediaan van {base}. Trek medianen niet van elkaar af: verschillen staan hieronder, per herhaling gepaard.",
    "Dark: 50% of the outcomes, light: 90%, line: median, dashed: median of {base}. Do not subtract medians: differences stand below, paired by replication.",
  ],
  fans_note_one: [
    "Donker: 50% van de uitkomsten, licht: 90%, lijn: mediaan.",
    "Dark: 50% of the outcomes, light: 90%, line: median.",
  ],
  axis_note: ["De as begint niet bij nul.", "The axis does not start at zero."],
  points: ["procentpunt", "percentage points"],
  causes_note: [
    "Van binnen naar buiten: 90% door toeval alleen, met de onzekere parameters erbij, met de mogelijke toekomsten erbij (normale benadering uit de delen van de variantie). Lijn: gemiddelde.",
    "From the inside: 90% by chance alone, then with the uncertain parameters, then with the possible futures (normal approximation from the parts of the variance). Line: mean.",
  ],
  chance: ["toeval", "chance"],
  parameters: ["parameters", "parameters"],
  futures: ["toekomsten", "futures"],
  published_note: ["Punt: gepubliceerd cijfer, met zijn marge.", "Point: published figure, with its tolerance."],
  forecast_note: ["Ruit: eerdere officiële raming.", "Diamond: earlier official forecast."],
  published: ["gepubliceerd", "published"],
  forecast: ["raming", "forecast"],
  fan_alt: [
    "{name}: mediaan {first} in {from}, {last} in {until} (90%: {low} tot {high}).",
    "{name}: median {first} in {from}, {last} in {until} (90%: {low} to {high}).",
  ],
  causes_share: [
    "Van de spreiding in {until} met {base} komt {chance} van toeval, {parameters} van parameters en {futures} van toekomsten.",
    "Of the spread in {until} with {base}, {chance} comes from chance, {parameters} from parameters and {futures} from futures.",
  ],

  differences_over_time: ["Verschil met {base} door de tijd", "Difference with {base} over time"],
  differences_note: [
    "Band: 90%-interval van het gemiddelde verschil; dunne lijnen: 90% van de herhalingen.",
    "Band: 90% interval of the mean difference; thin lines: 90% of the replications.",
  ],
  ranked_effect: ["Effect op {date}, {unit}", "Effect on {date}, {unit}"],
  ranked_cost: ["Kosten per {per} op {date}, {unit}", "Cost of each {per} on {date}, {unit}"],
  ranked_note: [
    "Staaf: gemiddeld verschil; lijn: 90%-interval. Open staaf: niet van nul te onderscheiden. Oranje: de verkeerde kant op.",
    "Bar: mean difference; line: 90% interval. Open bar: cannot be told from zero. Orange: the wrong way.",
  ],
  ranked_cost_note: [
    "Alleen waar het effect van nul te onderscheiden is en het model een prijs kent; interval volgens Fieller.",
    "Only where the effect can be told from zero and the model has a price; Fieller's interval.",
  ],
  no_cost: ["Zonder prijs per {per}: {names}.", "Without a cost of each {per}: {names}."],
  cost_is_cannot_tell: ["effect niet te onderscheiden", "effect cannot be told"],
  cost_is_no_gain: ["geen verbetering", "no gain"],
  cost_is_saves: ["bespaart", "saves"],
  cost_is_part_of_a_year: ["nog geen heel jaar", "no whole year yet"],
  cost_is_no_price: ["geen prijs in het model", "no price in the model"],

  map_level: ["{measure} per {split}, {date}, {name}", "{measure} by {split}, {date}, {name}"],
  map_effect: ["Effect van {name} op {measure}, {date}", "Effect of {name} on {measure}, {date}"],
  map_unsure: ["Gearceerd of gestippeld: niet van nul te onderscheiden; één op de tien springt er door toeval alleen uit. Blauw is beter.", "Hatched or dotted: cannot be told from zero; one in ten stands out by chance alone. Blue is better."],
  map_scale: ["De kleuren hebben één schaal voor alle jaren en alternatieven.", "Colours have one scale for all years and alternatives."],
  map_alt: ["Hoogst: {high}. Laagst: {low}.", "Highest: {high}. Lowest: {low}."],

  flow_year: ["{in} en {out} in het jaar tot {date}, {unit}", "{in} and {out} in the year to {date}, {unit}"],
  flow_note: [
    "Gemiddelde over de herhalingen. In het midden: in en uit.",
    "Means over the replications. In the middle: in and out.",
  ],
  in_and_out: ["in {in}, uit {out}", "in {in}, out {out}"],
  cohort_note: ["Elke kolom is een peildatum; een strook is wie van het ene naar het andere ging. De kleur is die van waar iemand heen gaat.", "Each column is a census date; a ribbon is who went from the one to the other. Its colour is that of where they go."],
  cohort: ["Waar {n} {measure} van {date} zijn gebleven", "What became of {n} {measure} of {date}"],
  change: [
    "Waardoor {measure} verandert, van {from} tot {until}, {unit}",
    "What changes {measure}, from {from} to {until}, {unit}",
  ],
  change_demand: ["{measure}", "{measure}"],
  change_stock: ["{measure}", "{measure}"],
  change_size: ["{measure}", "{measure}"],
  change_rest: ["rest", "the rest"],
  change_note: [
    "{stock} en {size} tellen elk tegen het gemiddelde van de eerste en laatste waarde van het andere; over alle jaren: in {in}, uit {out}.",
    "{stock} and {size} each count at the mean of the other's first and last value; over all years: in {in}, out {out}.",
  ],

  parts_title: ["{measure} per {split}, {date}", "{measure} by {split}, {date}"],
  parts_note: ["Punt: gemiddelde; lijn: 90% van de uitkomsten. Open punt: {base}.", "Point: mean; line: 90% of the outcomes. Open point: {base}."],
  parts_note_one: ["Punt: gemiddelde; lijn: 90% van de uitkomsten.", "Point: mean; line: 90% of the outcomes."],
  definitions_lead: [
    "Hetzelfde, verschillend geteld. Wie een getal noemt, zegt erbij welk.",
    "The same, counted differently. Anyone who quotes a number has to say which.",
  ],
  meaning: ["Betekenis", "Meaning"],
  course: ["Verloop", "Course"],

  whom_title: ["Effect op {measure} naar {split}, {date}", "Effect on {measure} by {split}, {date}"],
  whom_note: [
    "Punt: gemiddeld verschil met {base}; lijn: 90%-interval. Open punt: niet van nul te onderscheiden.",
    "Point: mean difference with {base}; line: 90% interval. Open point: cannot be told from zero.",
  ],
  whom_gain: ["{name}: het meest {labels}.", "{name}: most {labels}."],
  whom_net: ["{name}, netto: {list}.", "{name}, net: {list}."],
  whom_displaced: [
    "Van elke 100 {unit} die er langs de ene weg bij komen, gaan er {lost} langs een andere weer af (verdringing).",
    "Of each 100 {unit} that are gained in one way, {lost} are lost again in another (displacement).",
  ],
  whom_anyway: [
    "{name}: {share} van de kosten is {measure}, betaald voor wat er zonder de maatregel ook was geweest.",
    "{name}: {share} of the cost is {measure}, paid for what would have been there without it.",
  ],
  attribution: ["Wie iets anders doet", "Who does something else"],
  attribution_title: ["Waaruit het verschil op {date} bestaat", "What the difference on {date} is made up of"],
  attribution_note: [
    "Elke herhaling is twee keer gesimuleerd, met en zonder het beleid, met hetzelfde toeval; de delen tellen op tot het verschil. Een deel en zijn tegendeel bevatten ook wie elkaars plaats inneemt: kijk naar het saldo. Lijnen: 90%-interval van het gemiddelde.",
    "Every replication is simulated twice, with the policy and without, with the same luck; the parts add up to the difference. A part and its opposite also hold those who take each other's place: look at the balance. Lines: 90% interval of the mean.",
  ],

  glossary: ["Woorden", "Words"],
  word_replication: ["herhaling", "replication"],
  means_replication: ["één keer de hele periode gesimuleerd, met eigen toeval", "the whole period simulated once, with luck of its own"],
  word_draw: ["trekking", "draw"],
  means_draw: ["één keuze van de onzekere parameters; meer herhalingen kunnen een trekking delen", "one choice of the uncertain parameters; several replications may share it"],
  word_future: ["toekomst", "future"],
  means_future: ["een verloop van wat buiten het model ligt", "a course of what lies outside the model"],
  word_interval: ["90%-interval van het gemiddelde", "90% interval of the mean"],
  means_interval: ["waar het gemiddelde effect ligt, gegeven de trekkingen tot nu toe; smaller met meer herhalingen", "where the mean effect lies, given the draws so far; narrower with more replications"],
  word_outcome_band: ["90% van de uitkomsten", "90% of the outcomes"],
  means_outcome_band: ["waar negen van de tien herhalingen uitkomen; niet smaller met meer herhalingen", "where nine of ten replications end; not narrower with more of them"],
  means_anyway: ["geld voor wat er zonder de maatregel ook was geweest", "money for what would have been there without the policy"],
  word_displacement: ["verdringing", "displacement"],
  means_displacement: ["wat de een wint en een ander daardoor verliest", "what one gains and another loses by it"],
  word_grade_word: ["bewijskracht", "evidence grade"],
  means_grade_word: ["A sterk, B redelijk, C zwak, D een gok", "A strong, B fair, C weak, D a guess"],
  few_draws: [
    "Proefstudie: {draws} trekkingen van de onzekere parameters. Banden, kansen en kosten zijn ruw; draai er honderd voor een besluit.",
    "A trial: {draws} draws of the uncertain parameters. Bands, probabilities and costs are rough; run a hundred for a decision.",
  ],
  origin: ["Herkomst", "Where it comes from"],
  precision: ["Hoe precies", "How precise"],
  precision_lead: [
    "Wat meer herhalingen zouden verkleinen: de standaardfout. Wat zij niet verkleinen: wat in werkelijkheid onzeker is.",
    "What more replications would make smaller: the standard error. What they would not: what is uncertain in the world.",
  ],
  assumptions: ["Aannamen met hun bewijskracht", "Assumptions with their grades"],
  assumptions_lead: [
    "{n} onzekere parameters: {counts}. Marge: factor op, of waarde van, de parameter.",
    "{n} uncertain parameters: {counts}. Range: factor on, or value of, the parameter.",
  ],
  scorecard: ["Rapportcijfers: model tegen gepubliceerde cijfers", "Scorecard: the model against published figures"],
  scorecard_lead: [
    "{met} van {n} cijfers binnen hun marge; {inside} binnen het 90%-interval van model en cijfer samen.",
    "{met} of {n} figures within their tolerance; {inside} within the 90% interval of model and figure together.",
  ],
  left_out: ["Wat het model niet bevat", "What the model leaves out"],
  what_changes: ["Wat elk alternatief is", "What each alternative is"],
  libraries: [
    "Getekend met Observable Plot, D3 en TopoJSON; hun licenties staan in de bron van dit bestand.",
    "Drawn with Observable Plot, D3 and TopoJSON; their licences are in the source of this file.",
  ],
  met: ["gehaald", "met"],
  inside: ["binnen", "inside"],
  outside: ["buiten", "outside"],
  use_base: ["begin", "start"],
  use_calibrate: ["geijkt", "fitted"],
  use_backcast: ["niet gebruikt: toets", "not used: a test"],
  use_forecast: ["raming van anderen", "forecast of others"],
  evidence_used: ["soort bewijs", "kind of evidence"],

  folder: ["map", "folder"],
  program: ["programma", "program"],
  revision: ["revisie", "revision"],
  started: ["gerekend op", "run on"],
  seed: ["toevalszaad", "seed"],
  replications: ["herhalingen", "replications"],
  draws: ["trekkingen van parameters", "draws of parameters"],
  inputs: ["invoerbestanden", "input files"],

  mean: ["gemiddelde", "mean"],
  low: ["ondergrens", "low"],
  high: ["bovengrens", "high"],
  standard_error: ["standaardfout", "standard error"],
  difference: ["verschil", "difference"],
  interval: ["90%-interval", "90% interval"],
  value: ["waarde", "value"],
  unit: ["eenheid", "unit"],
  parameter: ["parameter", "parameter"],
  range: ["marge", "range"],
  grade: ["graad", "grade"],
  setting: ["waar gevonden", "setting"],
  source: ["bron", "source"],
  figure: ["cijfer", "figure"],
  use: ["gebruik", "use"],
  model: ["model", "model"],
  result: ["oordeel", "result"],
  unsure: ["niet te zeggen", "cannot tell"],
  identical: ["gelijk", "identical"],
  data_csv: ["Gegevens (csv)", "Data (csv)"],
  picture: ["Figuur ({format})", "Picture ({format})"],
  as_table: ["In woorden en als tabel", "In words and as a table"],
  to: ["tot", "to"],
  rows_more: ["… en nog {n} rijen: zie de csv", "… and {n} more rows: see the csv"],
};

/** Texts, numbers and dates of one language. */
export function languageOf(data, language) {
  const which = language === "nl" ? 0 : 1;
  const locale = language === "nl" ? "nl-NL" : "en-GB";
  const says = data.presentation;
  const numbers = new Map();
  const number = (value, decimals = 0, options = {}) => {
    if (value === null || value === undefined) return "–";
    const key = decimals + JSON.stringify(options);
    if (!numbers.has(key))
      numbers.set(
        key,
        new Intl.NumberFormat(locale, {
          minimumFractionDigits: decimals,
          maximumFractionDigits: decimals,
          signDisplay: "negative",
          ...options,
        }),
      );
    return numbers.get(key).format(value).replace("-", "−");
  };
  const text = (key, fill = {}) => {
    const own = says.texts?.[key]?.[language] ?? texts[key]?.[which];
    if (own === undefined) throw new Error(`no text '${key}'`);
    return own.replace(/\{(\w+)\}/g, (_, name) => fill[name] ?? "");
  };
  const label = (split, value) => says.labels?.[split]?.[value]?.[language] ?? value.replaceAll("_", " ");
  const splitName = (split) => says.splits?.[split]?.[language] ?? split;
  const measure = (name) => data.measureNamed.get(name)[language] || name;
  const definition = (name) => data.measureNamed.get(name)?.definition[language] ?? "";
  const unit = (name) => says.units?.[name]?.[language] ?? name;
  const evidence = (kind) => says.evidence?.[kind]?.[language] ?? kind;
  /** Whether a measure is in money; an amount of it has a sign before it. */
  const isMoney = (of) => Boolean(says.money) && `${of.unit} `.startsWith(`${says.money.unit} `);
  /** Whether a measure counts, so that there are more of them rather than that it is higher. */
  const isCount = (of) => (says.counts ?? []).includes(of.unit);
  const money = (value) => {
    const size = Math.abs(value);
    const [scale, word] =
      size >= 999.5e6 ? [1e9, language === "nl" ? "\u00a0miljard" : "\u00a0billion"]
      : size >= 999500 ? [1e6, language === "nl" ? "\u00a0miljoen" : "\u00a0million"]
      : [1, ""];
    const decimals = scale > 1 && size / scale < 10 ? 1 : 0;
    // Three digits: none of these numbers is known better.
    const figure = scale > 1 ? size / scale : size === 0 ? 0 : Number(size.toPrecision(3));
    return `${value < 0 ? "−" : ""}${says.money ? says.money.sign + "\u00a0" : ""}${number(figure, decimals)}${word}`;
  };
  /** A value of a measure with its unit; `more` decimals. */
  const quantity = (of, value, more = 0) =>
    value === null || value === undefined ? "–"
    : isMoney(of) ? money(value)
    : of.unit === "%" ? number(value, of.decimals + more) + "%"
    : `${number(value, of.decimals + more)}\u00a0${unit(of.unit)}`;
  const bare = (of, value, more = 0) => (isMoney(of) ? money(value ?? NaN) : number(value, of.decimals + more));
  /** For an axis: no decimals that are 0 everywhere. */
  const tick = (of, withSign = false) => (value) =>
    isMoney(of) ? (withSign && value > 0 ? "+" : "") + money(value)
    : number(value, 0, { maximumFractionDigits: 6, signDisplay: withSign ? "exceptZero" : "negative" });
  const signed = (of, value, more = 0) => {
    if (value === null || value === undefined) return "–";
    if (isMoney(of)) return (value > 0 ? "+" : "") + money(value);
    return number(value, of.decimals + more, { signDisplay: "exceptZero" });
  };
  // To make a formatter takes longer than to use it a hundred times.
  const days = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const lists = new Intl.ListFormat(locale);
  const date = (iso) => days.format(new Date(iso));
  const share = (value) => number(value * 100, 0) + "%";
  const list = (items) => lists.format(items);
  return {
    language, locale, text, number, label, splitName, measure, definition, unit, evidence, isMoney, isCount, money, quantity, bare,
    tick, signed, date, share, list,
  };
}

/** How many decimals more than the measure has a difference needs: two digits of its standard error, at most two more. */
export function moreDecimals(of, standardErrors) {
  const smallest = Math.min(...standardErrors.filter((error) => error > 0));
  if (!Number.isFinite(smallest)) return 0;
  const needed = Math.ceil(-Math.log10(smallest)) + 1;
  return Math.max(0, Math.min(2, needed - of.decimals));
}
