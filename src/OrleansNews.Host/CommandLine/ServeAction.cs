using System.CommandLine;
using Microsoft.Extensions.Options;

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
            await using var app = Compose(arguments, parsed.GetValue(ServeOptions.Demo));
            await app.StartOrEndAsync(cancellationToken);
            await StartReport.WriteAsync(app, Console.Out);
            await app.WaitForShutdownAsync(cancellationToken);
            return ExitCodes.Done;
        }
        catch (Exception fault) when (KnownFaults.Explain(fault) is { } known)
        {
            throw known;
        }
    }

    private static WebApplication Compose(string[] arguments, bool demo)
    {
        try
        {
            var app = NewsHost.Build(arguments, demo);
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            return app;
        }
        catch (InvalidOperationException exception) when (exception.InnerException is ArgumentException or FormatException)
        {
            // The configuration binder's own message names value, key and type: "Failed to convert configuration value 'abc' at 'Operations:Port' ...".
            throw new CommandFailedException(exception.Message, ExitCodes.Usage);
        }
    }

    private static IEnumerable<string> Setting(string key, string? value) => value is null ? [] : [$"--{key}={value}"];
}
