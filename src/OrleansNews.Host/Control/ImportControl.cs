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
        var readable = request.Files.Where(file => file.Unreadable is null).Select(file => (file.Name, file.Text));
        await foreach (var outcome in import.ImportAsync([.. readable], Actor.System, cancellationToken))
        {
            if (outcome.Status == ImportStatus.Failed) failed++;
            else lines.Add($"{outcome.Status.ToString().ToLowerInvariant(),-9}  {outcome.Path}  {outcome.Name}");
            errors.AddRange(outcome.Messages);
        }

        lines.Add(string.Create(CultureInfo.InvariantCulture, $"{request.Files.Count - failed} imported, {failed} failed"));
        return new(failed == 0, string.Join(Environment.NewLine, lines), errors);
    }
}
