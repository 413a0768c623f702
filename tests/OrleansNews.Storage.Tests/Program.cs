using OrleansNews.Storage.Conformance;

// "--write-until-killed ADDRESS PREFIX" is the victim of the kill tests; everything else goes to the test runner.
return args is [KilledWriter.Argument, var address, var prefix]
    ? await KilledWriter.RunAsync(address, prefix)
    : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
