/// The verifier: a second implementation of the check of an export, written from the pages under spec/ and from nothing
/// else of Firebreak, so that whoever trusts neither its authors nor a party can read all of it and check a record.
/// Here
/// is the command alone.
@NullMarked
package firebreak.verifier;

import org.jspecify.annotations.NullMarked;
