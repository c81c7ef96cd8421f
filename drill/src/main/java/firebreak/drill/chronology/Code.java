package firebreak.drill.chronology;

import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;

/// Who speaks or is spoken to, as a chronology names them.
public sealed interface Code {
    String PUBLIC_CODE = "public";
    int MAX_OUTSIDE = 120;

    Code PUBLIC = new Public();

    String value();

    /// A declared party; it speaks and is spoken to through its default post.
    record OfParty(PartyCode code) implements Code {
        @Override
        public String value() {
            return code.value();
        }

        @Override
        public String toString() {
            return value();
        }
    }

    /// A declared post.
    record OfPost(PostCode code) implements Code {
        @Override
        public String value() {
            return code.value();
        }

        @Override
        public String toString() {
            return value();
        }
    }

    /// Everybody: a statement made in the open.
    record Public() implements Code {
        @Override
        public String value() {
            return PUBLIC_CODE;
        }

        @Override
        public String toString() {
            return value();
        }
    }

    /// An addressee that the case does not declare: no node of the line, listed and never sent to.
    record Outside(String value) implements Code {
        public Outside {
            if (value.isBlank() || value.length() > MAX_OUTSIDE || value.equals(PUBLIC_CODE)) {
                throw new IllegalArgumentException("an outside addressee has 1 to " + MAX_OUTSIDE + " characters");
            }
        }

        @Override
        public String toString() {
            return value;
        }
    }
}
