package firebreak.cli.officer;

import firebreak.cli.console.HomeAct;
import firebreak.cli.console.World;

/// A command about one node's home that may print tables. Whatever it prints of others went through [Shown] before.
abstract class HomeCommand extends HomeAct {
    HomeCommand(World world) {
        super(world);
    }

    final int columns() {
        return Screen.columns(world);
    }
}
