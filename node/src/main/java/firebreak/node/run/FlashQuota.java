package firebreak.node.run;

import firebreak.charter.ChannelId;
import firebreak.charter.PartyCode;
import firebreak.engine.Channel;
import firebreak.engine.Effect;
import firebreak.engine.PeerRecord;
import firebreak.engine.State;
import firebreak.node.log.Log;
import firebreak.note.Precedence;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Lets only so many FLASH notes of one member a day (UTC) alarm as FLASH; more of them alarm as IMMEDIATE. The
/// notes themselves keep the precedence their authors gave them. Counted in memory alone.
final class FlashQuota {
    private static final Log LOG = Log.of(FlashQuota.class);

    private final InstantSource clock;
    private final Map<Caller, Integer> today = new HashMap<>();
    private LocalDate day = LocalDate.EPOCH;

    private record Caller(ChannelId channel, PartyCode party) {}

    FlashQuota(InstantSource clock) {
        this.clock = clock;
    }

    /// The alarm as it may be given.
    Effect.Alarm within(Effect.Alarm alarm, State state) {
        Optional<Channel> channel = state.channel(alarm.channel());
        Optional<PartyCode> author = channel.map(Channel::peers)
                .flatMap(peers -> Optional.ofNullable(peers.get(alarm.leaf().origin())))
                .map(PeerRecord::party);
        return author.isEmpty()
                ? alarm
                : within(
                        alarm,
                        author.get(),
                        state.agreement(channel.get()).quotas().flashPerDay());
    }

    /// @param most FLASH alarms of this author a day
    synchronized Effect.Alarm within(Effect.Alarm alarm, PartyCode author, int most) {
        return alarm.precedence().equals(Optional.of(Precedence.FLASH))
                        && count(new Caller(alarm.channel(), author)) > most
                ? lowered(alarm, author, most)
                : alarm;
    }

    private int count(Caller caller) {
        LocalDate now = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
        if (!now.equals(day)) {
            day = now;
            today.clear();
        }
        return today.merge(caller, 1, Integer::sum);
    }

    private static Effect.Alarm lowered(Effect.Alarm alarm, PartyCode author, int most) {
        LOG.warn(
                "more FLASH notes today than agreed: this one alarms as IMMEDIATE",
                "from",
                author.value(),
                "agreed",
                most);
        return new Effect.Alarm(alarm.channel(), alarm.leaf(), Optional.of(Precedence.IMMEDIATE));
    }
}
