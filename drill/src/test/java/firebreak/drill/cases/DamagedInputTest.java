package firebreak.drill.cases;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.drill.LineForms;
import firebreak.drill.chronology.CaseId;
import firebreak.drill.chronology.Chronology;
import firebreak.drill.chronology.ChronologyReader;
import firebreak.drill.chronology.Reading;
import firebreak.drill.script.Kinds;
import firebreak.drill.script.Script;
import firebreak.drill.script.Timeline;
import firebreak.drill.yaml.Fault;
import firebreak.encoding.Bytes;
import firebreak.encoding.Damage;
import firebreak.encoding.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The shipped cases, damaged: each is refused with faults that name their place, or makes a script.
class DamagedInputTest {
    @Test
    void cases() throws IOException {
        List<Bytes> good = new ArrayList<>();
        for (CaseId id : CaseLibrary.ids()) {
            if (id.equals(id.base())) {
                try (InputStream in = Objects.requireNonNull(
                        CaseLibrary.class.getResourceAsStream("/firebreak/cases/" + id.value() + ".yaml"))) {
                    good.add(Bytes.wrap(in.readAllBytes()));
                }
            }
        }
        Damage.bytes(good, input -> switch (ChronologyReader.read("case.yaml", input)) {
            case Reading.Faulty(List<Fault> faults) -> {
                assertThat(faults)
                        .isNotEmpty()
                        .allSatisfy(fault ->
                                assertThat(fault.line()).startsWith("case.yaml").doesNotContainPattern("\\p{Cntrl}"));
                throw new FormatException("case.yaml", faults.getFirst().line());
            }
            case Reading.Read(Chronology chronology) -> {
                Script script = Script.of(chronology, Kinds.standard(), LineForms.ALL);
                assertThat(Timeline.of(script).text().lines()).hasSameSizeAs(script.steps());
                yield input;
            }
        });
    }
}
