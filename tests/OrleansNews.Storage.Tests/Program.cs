using OrleansNews.Storage;
using OrleansNews.Storage.Conformance;
using OrleansNews.Storage.Sqlite;

// The first three are processes that tests start in order to kill, starve or meet them; everything else goes to the test runner.
return args switch
{
    [KilledWriter.Argument, var address, var prefix] => await KilledWriter.RunAsync(address, prefix),
    [LimitedWriter.Argument, var folder] => await LimitedWriter.RunAsync(folder),
    [FolderOwner.Argument, var folder] => FolderOwner.Run(folder),
    _ => await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args),
};
