/// Tests of the officers' commands: shapes by themselves, and two real nodes that officers work at.
@NullMarked
package firebreak.cli.officer;

import org.jspecify.annotations.NullMarked;
