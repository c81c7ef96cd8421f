/// The commands that run something for long: a node, a replay. One thin class each.
@NullMarked
package firebreak.cli.run;

import org.jspecify.annotations.NullMarked;
