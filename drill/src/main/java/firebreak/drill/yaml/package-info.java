/// YAML as located data: every value knows its file and line, and every fault of a file is collected before
/// anyone is told. Uses `firebreak.encoding` and the event parser of snakeyaml-engine. Deliberately not here:
/// objects made from tags, aliases, and any knowledge of chronologies.
@NullMarked
package firebreak.drill.yaml;

import org.jspecify.annotations.NullMarked;
