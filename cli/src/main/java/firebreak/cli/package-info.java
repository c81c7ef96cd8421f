/// The one executable: the root command and the wiring of core, node and drill behind it. Uses every module but
/// `sim`. Deliberately not here: any rule of the line; a command parses its arguments, calls, and prints.
@NullMarked
package firebreak.cli;

import org.jspecify.annotations.NullMarked;
