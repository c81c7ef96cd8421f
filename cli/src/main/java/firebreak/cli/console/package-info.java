/// What all commands share: the world they act in, how they fail and say so, where the home is, and where secrets come
/// from. Uses `firebreak.node.home` and `firebreak.node.keys`. Deliberately not here: any command.
@NullMarked
package firebreak.cli.console;

import org.jspecify.annotations.NullMarked;
