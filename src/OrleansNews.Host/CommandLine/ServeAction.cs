using System.CommandLine;
using Microsoft.Extensions.Options;
using OrleansNews.Settings;

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
            var app = Compose(arguments, parsed.GetValue(ServeOptions.Demo));
            await using var end = (IAsyncDisposable)app;
            await StartAsync(app, cancellationToken);
            await StartReport.WriteAsync(app, Console.Out);
            await app.WaitForShutdownAsync(cancellationToken);
            return ExitCodes.Done;
        }
        catch (Exception fault) when (KnownFaults.Explain(fault) is { } known)
        {
            throw known;
        }
    }

    private static IHost Compose(string[] arguments, bool demo)
    {
        try
        {
            IHost app = RoleOf(arguments) == HostRole.Silo ? NewsHost.BuildSilo(arguments, demo) : NewsHost.Build(arguments, demo);
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            return app;
        }
        catch (InvalidOperationException exception) when (exception.InnerException is ArgumentException or FormatException)
        {
            // The configuration binder's own message names value, key and type: "Failed to convert configuration value 'abc' at 'Operations:Port' ...".
            throw new CommandFailedException(exception.Message, ExitCodes.Usage);
        }
    }

    private static async Task StartAsync(IHost app, CancellationToken cancellationToken)
    {
        var urls = app.Services.GetRequiredService<NodeSettings>().Urls;
        // Endpoints in Kestrel's own section stand in the place of the addresses.
        var areListened = !app.Services.GetRequiredService<IConfiguration>().GetSection("Kestrel:Endpoints").Exists();
        try
        {
            await app.StartOrEndAsync(cancellationToken);
        }
        catch (Exception fault) when (areListened && UrlFaults.Explain(fault, urls) is { } known)
        {
            throw known;
        }
    }

    private static HostRole RoleOf(string[] arguments) => NodeSettings.Read(SettingPlaces.Read(arguments)).Role;

    private static IEnumerable<string> Setting(string key, string? value) => value is null ? [] : [$"--{key}={value}"];
}
