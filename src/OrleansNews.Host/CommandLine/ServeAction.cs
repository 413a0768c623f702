using System.CommandLine;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using OrleansNews.Demo;
using OrleansNews.Settings;
using OrleansNews.Storage;

namespace OrleansNews.CommandLine;

/// <summary>Runs the newspaper until it is told to stop.</summary>
internal static class ServeAction
{
    public static async Task<int> RunAsync(IReadOnlyList<string> settings, ParseResult parsed, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            .. settings,
            .. Setting("Role", parsed.GetValue(ServeOptions.Role)),
            .. Setting("Urls", parsed.GetValue(ServeOptions.Urls)),
            .. GlobalOptions.Settings(parsed),
        ];
        try
        {
            await using var app = Compose(arguments);
            await StartAsync(app, cancellationToken);
            if (parsed.GetValue(ServeOptions.Demo)) await FillAsync(app, Console.Out, cancellationToken);
            await StartReport.WriteAsync(app, Console.Out);
            await app.WaitForShutdownAsync(cancellationToken);
            return ExitCodes.Done;
        }
        catch (SettingException wrong)
        {
            throw new CommandFailedException(wrong.Message, ExitCodes.Usage);
        }
        catch (DataFolderException unusable)
        {
            throw new CommandFailedException($"{unusable.Message} The folder is chosen with --data DIR.");
        }
        catch (OptionsValidationException wrong)
        {
            throw new CommandFailedException(string.Join(Environment.NewLine, wrong.Failures), ExitCodes.Usage);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new CommandFailedException($"{exception.Message} Stop the other program, or choose another address with --urls http://localhost:5090.");
        }
    }

    private static WebApplication Compose(string[] arguments)
    {
        try
        {
            var app = NewsHost.Build(arguments);
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            return app;
        }
        catch (InvalidOperationException exception) when (exception.InnerException is ArgumentException or FormatException)
        {
            // The configuration binder's own message names value, key and type: "Failed to convert configuration value 'abc' at 'Operations:Port' ...".
            throw new CommandFailedException(exception.Message, ExitCodes.Usage);
        }
    }

    private static async Task StartAsync(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch
        {
            // What had started before the failure hands over and closes its files in order.
            await app.StopAsync(CancellationToken.None);
            throw;
        }
    }

    private static async Task FillAsync(WebApplication app, TextWriter output, CancellationToken cancellationToken)
    {
        var demo = new DemoNewspaper(app.Services.GetRequiredService<IClusterClient>(), app.Services.GetRequiredKeyedService<TimeProvider>(NewsClock.Key));
        await output.WriteLineAsync((await demo.FillAsync(cancellationToken)).ToString());
    }

    private static IEnumerable<string> Setting(string key, string? value) => value is null ? [] : [$"--{key}={value}"];
}
