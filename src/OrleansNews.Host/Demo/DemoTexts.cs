using System.Text.Json;

namespace OrleansNews.Demo;

/// <summary>The demo newspaper's texts and pictures, from the program's resources.</summary>
internal static class DemoTexts
{
    private const string Folder = "OrleansNews.Demo.";
    private const string Stories = Folder + "Stories.";
    private const string Extension = ".md";
    private const string Pictures = Folder + "Pictures.";
    private const string PictureExtension = ".webp";

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

    /// <summary>The live stories. Their dates are relative until <paramref name="resolve"/> was asked.</summary>
    public static IReadOnlyList<DemoLiveStory> ReadLiveStories(Func<string, string> resolve) =>
        JsonSerializer.Deserialize(resolve(ReadText(Folder + "live.json")), DemoJson.Default.IReadOnlyListDemoLiveStory)!;

    public static IEnumerable<(string Name, byte[] Content)> ReadPictures() =>
        typeof(DemoTexts).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Pictures, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (name[Pictures.Length..^PictureExtension.Length], ReadBytes(name)));

    private static byte[] ReadBytes(string name)
    {
        using var resource = Open(name);
        var content = new byte[resource.Length];
        resource.ReadExactly(content);
        return content;
    }

    private static string ReadText(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }

    private static Stream Open(string name) =>
        typeof(DemoTexts).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The program has no resource {name}.");
}
