using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using OrleansNews.Control;

namespace OrleansNews.CommandLine;

/// <summary><c>erasures</c>: who was erased, kept apart from the backups and applied after a restore.</summary>
internal static class ErasuresCommand
{
    private static readonly string[] Times = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    private static readonly Argument<string> Kept = new("FILE") { Description = "The list, a line of JSON for each person. It lies where no backup is restored over it." };

    private static readonly Option<DateTimeOffset> TakenAt = new("--taken-at")
    {
        Description = "Only erasures at or after this moment, when the backup was begun: 2026-11-29T03:00:00Z. Default: all that the restored newspaper does not know.",
        HelpName = "TIME",
        CustomParser = ParseTime,
    };

    public static Command Create(IReadOnlyList<string> settings)
    {
        var export = new Command("export", "Writes who was erased, and when, into a file. It replaces an older list, but none that knows more.") { Kept };
        export.SetAction((parsed, cancellationToken) => ExportAsync(settings, parsed, cancellationToken));
        var apply = new Command("apply", "After a restore: erases again who was erased since the backup. The same again changes nothing.") { Kept, TakenAt };
        apply.SetAction((parsed, cancellationToken) => ApplyAsync(settings, parsed, cancellationToken));
        return new("erasures", "Keeps a restored backup from bringing back who was erased meanwhile.") { export, apply };
    }

    private static Task<int> ExportAsync(IReadOnlyList<string> settings, ParseResult parsed, CancellationToken cancellationToken)
    {
        var file = parsed.GetRequiredValue(Kept);
        return VerbRunner.RunAsync(settings, parsed, ErasureControl.ExportPath, new ExportErasuresRequest(), cancellationToken, needsNewspaper: true, finish: WriteAsync);

        async Task<ControlAnswer> WriteAsync(ControlAnswer answer)
        {
            await ErasureFile.ReplaceAsync(file, answer.Erasures, cancellationToken);
            return ControlAnswer.Done(string.Create(CultureInfo.InvariantCulture, $"Erasures in {file}: {answer.Erasures.Count}"));
        }
    }

    private static async Task<int> ApplyAsync(IReadOnlyList<string> settings, ParseResult parsed, CancellationToken cancellationToken)
    {
        var request = new ApplyErasuresRequest(await ErasureFile.ReadAsync(parsed.GetRequiredValue(Kept), cancellationToken), parsed.GetValue(TakenAt));
        return await VerbRunner.RunAsync(settings, parsed, ErasureControl.ApplyPath, request, cancellationToken, needsNewspaper: true);
    }

    // As people write it; without an offset it is UTC.
    private static DateTimeOffset ParseTime(ArgumentResult given)
    {
        var text = given.Tokens.Count == 1 ? given.Tokens[0].Value : "";
        if (DateTimeOffset.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) return time;
        given.AddError($"'{text}' is not a time. Write --taken-at 2026-11-29T03:00:00Z.");
        return default;
    }
}
