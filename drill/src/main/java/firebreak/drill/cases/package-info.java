/// The cases that come with Firebreak, their variants, and cases from files. Uses `firebreak.drill.chronology`
/// and reads the class path and the file system, never more than a chronology's limit of bytes. Deliberately
/// not here: running a case.
@NullMarked
package firebreak.drill.cases;

import org.jspecify.annotations.NullMarked;
