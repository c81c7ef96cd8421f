/// Plain files sealed and opened in the age format, and the identities that open them. They need no home and no node.
/// Uses core and `firebreak.cli.console`. Deliberately not here: the format itself; that is `firebreak.seal`.
@NullMarked
package firebreak.cli.file;

import org.jspecify.annotations.NullMarked;
