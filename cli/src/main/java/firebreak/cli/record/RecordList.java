package firebreak.cli.record;

import firebreak.cli.console.Exit;
import firebreak.cli.console.World;
import firebreak.encoding.Json;
import firebreak.engine.Channel;
import firebreak.engine.OwnRecord;
import firebreak.engine.PeerRecord;
import firebreak.node.export.HomeRecords;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "list",
        description = "The records of this home: its own, and its copies of the other members'.",
        footer = {"", "Example:", "  firebreak record list --home /srv/firebreak/RU"})
final class RecordList extends RecordsAct {
    RecordList(World world) {
        super(world);
    }

    @Override
    int act(HomeRecords records) {
        if (json()) {
            say(Json.list(records.channels(), channel -> channelJson(records, channel)));
            return Exit.DONE;
        }
        if (records.channels().isEmpty()) {
            say("No channels yet.");
        }
        for (Channel channel : records.channels()) {
            say(records.agreement(channel).label() + "  " + channel.id().brief());
            for (OwnRecord past : channel.past()) {
                say(own(records, channel, past, "continued"));
            }
            say(own(records, channel, channel.own(), channel.own().generation() > 0 ? "own, restored" : "own"));
            channel.peers().values().stream()
                    .filter(peer -> !peer.party().equals(records.state().self(channel)))
                    .forEach(peer -> say(mirror(peer)));
        }
        return Exit.DONE;
    }

    private static String own(HomeRecords records, Channel channel, OwnRecord record, String standing) {
        return "  " + records.state().self(channel) + "  " + standing + ": " + record.size() + " leaves, root "
                + record.frontier().root().brief() + ", " + record.origin();
    }

    private static String mirror(PeerRecord peer) {
        String gaps = peer.missing().isEmpty() ? "" : ", some are missing";
        String forked = peer.forked() ? ", FORKED: record export writes the proof" : "";
        return "  " + peer.party() + "  mirror: " + peer.held().count() + " leaves" + gaps + forked + ", root "
                + peer.prefix().root().brief() + " at " + peer.prefix().size() + ", " + peer.origin();
    }

    private static Json channelJson(HomeRecords records, Channel channel) {
        List<OwnRecord> own = new ArrayList<>(channel.past());
        own.add(channel.own());
        return Json.object()
                .with("channel", channel.id().toJson())
                .with("label", records.agreement(channel).label())
                .with("party", records.state().self(channel).toJson())
                .with("own", Json.list(own, RecordList::ownJson))
                .with("mirrors", Json.list(channel.peers().values(), RecordList::mirrorJson))
                .build();
    }

    private static Json ownJson(OwnRecord record) {
        return Json.object()
                .with("origin", record.origin().text())
                .with("generation", record.generation())
                .with("size", record.size())
                .with("root", record.frontier().root())
                .with("signed", record.signed())
                .build();
    }

    private static Json mirrorJson(PeerRecord peer) {
        return Json.object()
                .with("party", peer.party().toJson())
                .with("origin", peer.origin().text())
                .with("size", peer.prefix().size())
                .with("root", peer.prefix().root())
                .with("held", peer.held().count())
                .with("forked", peer.forked())
                .build();
    }
}
