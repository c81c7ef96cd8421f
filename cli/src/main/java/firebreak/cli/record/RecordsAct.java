package firebreak.cli.record;

import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.engine.Channel;
import firebreak.identity.Secret;
import firebreak.node.export.HomeRecords;
import firebreak.node.home.Home;
import java.io.IOException;
import java.util.List;

/// A command that reads the records of a home.
abstract class RecordsAct extends KeyedAct {
    RecordsAct(World world) {
        super(world);
    }

    @Override
    final int act(Home home, Secret storeKey) throws Refusal, FormatException, IOException {
        try (HomeRecords records = HomeRecords.open(home, storeKey, world.random())) {
            return act(records);
        }
    }

    /// @return one of [firebreak.cli.console.Exit]
    abstract int act(HomeRecords records) throws Refusal, FormatException, IOException;

    /// The one channel of that name.
    static Channel channel(HomeRecords records, String name) throws Refusal {
        List<Channel> named = records.channelsNamed(name);
        if (named.size() == 1) {
            return named.getFirst();
        }
        String known = String.join(
                ", ",
                records.channels().stream()
                        .map(channel -> records.agreement(channel).label() + " ("
                                + channel.id().brief() + ")")
                        .toList());
        throw new Refusal(
                named.isEmpty()
                        ? "there is no channel '" + name + "' here; there are: " + (known.isEmpty() ? "none" : known)
                        : "several channels go by '" + name + "': say the first digits of its hash: " + known);
    }
}
