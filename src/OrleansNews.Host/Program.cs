using System.CommandLine;
using OrleansNews.CommandLine;
using OrleansNews.Settings;

var (settings, words) = SettingArguments.Split(args);
var newspaper = new RootCommand("OrleansNews: publishes news and carries the conversation under it.")
{
    ServeOptions.Urls,
    ServeOptions.Role,
    ServeOptions.Demo,
    GlobalOptions.Data,
};
newspaper.Add(AdminCommand.Create(settings));
newspaper.Add(ImportCommand.Create(settings));
newspaper.Add(ErasuresCommand.Create(settings));
newspaper.SetAction((parsed, cancellationToken) => ServeAction.RunAsync(settings, parsed, cancellationToken));
return await CommandRunner.RunAsync(newspaper, words);
