/// The officers' part of the command line: signing in, notes from draft to answer, and the console's part of the
/// running node (status, courier, stop). Asks the node over HTTP on loopback and shows what it answers. Uses
/// `firebreak.node.home` to find the node, the core to read JSON, and the drill's YAML for drafts from files.
/// Deliberately not here: any rule of the line; the node decides, and its sentence is shown.
@NullMarked
package firebreak.cli.officer;

import org.jspecify.annotations.NullMarked;
