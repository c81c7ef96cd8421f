package firebreak.drill.chronology;

import firebreak.drill.yaml.Fault;
import java.util.List;
import java.util.stream.Collectors;

/// What came of reading a chronology.
public sealed interface Reading {
    record Read(Chronology chronology) implements Reading {}

    /// Every fault of the file, in the order of finding; at least one.
    record Faulty(List<Fault> faults) implements Reading {
        public Faulty {
            faults = List.copyOf(faults);
            if (faults.isEmpty()) {
                throw new IllegalArgumentException("a faulty file has at least one fault");
            }
        }

        /// One line each.
        public String text() {
            return faults.stream().map(Fault::line).collect(Collectors.joining("\n"));
        }
    }
}
