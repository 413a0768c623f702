using OrleansNews.Operations;
using YamlDotNet.RepresentationModel;

namespace OrleansNews.Cluster;

/// <summary>The manifests in <c>deploy/kubernetes</c>.</summary>
internal static class KubernetesManifests
{
    public static string Text { get; } = DeployFolder.Read("kubernetes", "orleans-news.yaml");

    public static IReadOnlyList<YamlMappingNode> All { get; } = Parse();

    /// <summary>What a silo may do to pods.</summary>
    public static IReadOnlyList<string> VerbsOfTheSilo => [.. Items(Assert.Single(Items(At(Of("Role", "orleans-news-silo"), "rules"))), "verbs").Select(TextOf)];

    public static YamlMappingNode Of(string kind, string name) =>
        Assert.Single(All, manifest => TextOf(At(manifest, "kind")) == kind && TextOf(At(manifest, "metadata", "name")) == name);

    public static YamlNode At(YamlNode node, params string[] path) => path.Aggregate(node, (at, key) => ((YamlMappingNode)at).Children[new YamlScalarNode(key)]);

    public static IEnumerable<YamlNode> Items(YamlNode node, params string[] path) => ((YamlSequenceNode)At(node, path)).Children;

    public static string TextOf(YamlNode node) => ((YamlScalarNode)node).Value!;

    private static List<YamlMappingNode> Parse()
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Text));
        return [.. stream.Documents.Select(document => (YamlMappingNode)document.RootNode)];
    }
}
