using System.Globalization;
using OrleansNews.Accounts;
using OrleansNews.Markdown;

namespace OrleansNews.Control;

/// <summary>What <c>import</c> asks for.</summary>
internal sealed class ImportControl(MarkdownImport import)
{
    public const string Path = "/import";

    public void Map(IEndpointRouteBuilder control) => control.MapPost(Path, ImportAsync);

    private async Task<ControlAnswer> ImportAsync(ImportRequest request, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        List<string> errors = [.. request.Files.Select(file => file.Unreadable).OfType<string>()];
        var failed = errors.Count;
        var done = new Dictionary<ImportStatus, int>();
        var readable = request.Files.Where(file => file.Unreadable is null).Select(file => (file.Name, file.Text));
        await foreach (var outcome in import.ImportAsync([.. readable], Actor.System, cancellationToken))
        {
            if (outcome.Status == ImportStatus.Failed) failed++;
            else lines.Add($"{Word(outcome.Status),-9}  {outcome.Path}  {outcome.Name}");
            done[outcome.Status] = done.GetValueOrDefault(outcome.Status) + 1;
            errors.AddRange(outcome.Messages);
        }

        ImportStatus[] said = [ImportStatus.Created, ImportStatus.Updated, ImportStatus.Unchanged];
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", said.Select(Count))}, {failed} failed"));
        return new(failed == 0, string.Join(Environment.NewLine, lines), errors);

        string Count(ImportStatus status) => string.Create(CultureInfo.InvariantCulture, $"{done.GetValueOrDefault(status)} {Word(status)}");
    }

    private static string Word(ImportStatus status) => status.ToString().ToLowerInvariant();
}
