package firebreak.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.charter.ChannelId;
import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.engine.Effect;
import firebreak.note.LeafRef;
import firebreak.note.Precedence;
import firebreak.record.Origin;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FlashQuotaTest {
    private static final PartyCode RU = new PartyCode("RU");
    private static final PartyCode US = new PartyCode("US");
    private static final Origin ORIGIN = Origin.random(new Random(1));
    private static final ChannelId CHANNEL = new ChannelId(Hash.of(Bytes.ofUtf8("channel")));

    private Instant now = Instant.parse("2026-11-22T23:59:58Z");
    private final FlashQuota quota = new FlashQuota(() -> now);

    private static Effect.Alarm alarm(Optional<Precedence> precedence) {
        Hash hash = Hash.of(Bytes.ofUtf8("leaf"));
        return new Effect.Alarm(CHANNEL, new LeafRef(ORIGIN, 3, hash), precedence);
    }

    private Optional<Precedence> given(PartyCode author, Precedence precedence) {
        return quota.within(alarm(Optional.of(precedence)), author, 2).precedence();
    }

    @Test
    void as_many_as_agreed_alarm_as_flash_and_the_next_as_immediate() {
        assertThat(given(RU, Precedence.FLASH)).contains(Precedence.FLASH);
        assertThat(given(RU, Precedence.FLASH)).contains(Precedence.FLASH);
        assertThat(given(RU, Precedence.FLASH)).contains(Precedence.IMMEDIATE);
        assertThat(given(US, Precedence.FLASH)).contains(Precedence.FLASH);
    }

    @Test
    void other_precedences_pass_and_do_not_count() {
        for (int i = 0; i < 10; i++) {
            assertThat(given(RU, Precedence.ROUTINE)).contains(Precedence.ROUTINE);
        }
        assertThat(quota.within(alarm(Optional.empty()), RU, 2).precedence()).isEmpty();
        assertThat(given(RU, Precedence.FLASH)).contains(Precedence.FLASH);
    }

    @Test
    void a_new_day_begins_at_midnight_utc() {
        for (int i = 0; i < 3; i++) {
            given(RU, Precedence.FLASH);
        }

        now = now.plusSeconds(1);
        assertThat(given(RU, Precedence.FLASH)).contains(Precedence.IMMEDIATE);
        now = now.plusSeconds(1);
        assertThat(given(RU, Precedence.FLASH)).contains(Precedence.FLASH);
    }
}
