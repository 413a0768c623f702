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
            var request = new ImportRequest(await ImportFiles.ReadAsync(parsed.GetRequiredValue(Files), cancellationToken));
            // Nothing to import is no reason to make a data folder.
            if (request.Files.All(file => file.Unreadable is not null))
                throw new CommandFailedException(string.Join(Environment.NewLine, request.Files.Select(file => file.Unreadable)));
            return await VerbRunner.RunAsync(settings, parsed, ImportControl.Path, request, cancellationToken);
        });
        return import;
    }
}
