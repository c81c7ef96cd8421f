package firebreak.drill.chronology;

/// Who speaks or is spoken to, as a chronology names them.
public sealed interface Code permits PartyCode, PostCode, Code.Public, Code.Outside {
    String PUBLIC_CODE = "public";
    int MAX_OUTSIDE = 120;

    Code PUBLIC = new Public();

    String value();

    /// Everybody: a statement made in the open.
    record Public() implements Code {
        @Override
        public String value() {
            return PUBLIC_CODE;
        }

        @Override
        public String toString() {
            return PUBLIC_CODE;
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
