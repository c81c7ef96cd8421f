/// The operator's commands for the day something is lost: backups of a home, their check, and homes made of them.
@NullMarked
package firebreak.cli.recovery;

import org.jspecify.annotations.NullMarked;
