# Older than the rule that a model gives its name to its program and to the folder of its scenarios.
set(program formatie)
set(scenarios scenarios)
