using System.CommandLine;
using OrleansNews.Control;

namespace OrleansNews.CommandLine;

/// <summary><c>import</c>: publishes Markdown files.</summary>
internal static class ImportCommand
{
    private static readonly Argument<string[]> Files = new("FILE") { Description = "Markdown files with YAML front matter: title, slug, date, section, tags, author, excerpt.", Arity = ArgumentArity.OneOrMore };

    public static Command Create(IReadOnlyList<string> settings)
    {
        var import = new Command("import", "Publishes Markdown files. A file whose slug and date a story already has updates that story; the same file again changes nothing.") { Files };
        import.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new ImportRequest(await ReadAsync(parsed.GetRequiredValue(Files), cancellationToken));
            return await VerbRunner.RunAsync(settings, parsed, ImportControl.Path, request, cancellationToken);
        });
        return import;
    }

    private static async Task<IReadOnlyList<ImportFile>> ReadAsync(string[] names, CancellationToken cancellationToken)
    {
        var files = new List<ImportFile>();
        foreach (var name in names)
        {
            try
            {
                files.Add(new(name, await File.ReadAllTextAsync(name, cancellationToken)));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                throw new CommandFailedException($"{name} cannot be read, so nothing was imported: {fault.Message}");
            }
        }

        return files;
    }
}
