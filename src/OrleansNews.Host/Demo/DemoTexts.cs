using System.Text.Json;

namespace OrleansNews.Demo;

/// <summary>The demo newspaper's texts, from the program's resources.</summary>
internal static class DemoTexts
{
    private const string Folder = "OrleansNews.Demo.";
    private const string Stories = Folder + "Stories.";
    private const string Extension = ".md";

    public static IReadOnlyList<DemoStory> ReadStories() =>
    [
        .. typeof(DemoTexts).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Stories, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new DemoStory(name[Stories.Length..^Extension.Length], ReadText(name))),
    ];

    public static IReadOnlyList<DemoConversation> ReadConversations()
    {
        using var json = Open(Folder + "comments.json");
        return JsonSerializer.Deserialize(json, DemoJson.Default.IReadOnlyListDemoConversation)!;
    }

    private static string ReadText(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }

    private static Stream Open(string name) =>
        typeof(DemoTexts).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The program has no resource {name}.");
}
