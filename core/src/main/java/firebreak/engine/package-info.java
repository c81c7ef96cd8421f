/// The node as a function: state and event in, state and effects out; and the port to the disk it stands on.
/// Uses every package of core above it. Deliberately not here: any I/O, clock, thread or random source;
/// the shell brings those and carries out what this package decides.
@NullMarked
package firebreak.engine;

import org.jspecify.annotations.NullMarked;
