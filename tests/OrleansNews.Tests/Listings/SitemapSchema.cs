using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using OrleansNews.Processes;

namespace OrleansNews.Listings;

/// <summary>Validates sitemaps against the schemas beside this file, and against the one that sitemaps.org publishes, which knows no index of sitemaps.</summary>
internal static class SitemapSchema
{
    private static readonly XmlSchemaSet Schemas = Load("sitemap.xsd", "sitemap-news.xsd");

    public static IReadOnlyList<string> Check(string xml) => Check(xml, Schemas);

    /// <summary>Validates by the schema that the npm package <c>sitemap</c> brings from sitemaps.org. That of news is ours.</summary>
    public static async Task<IReadOnlyList<string>> CheckByTheirsAsync(string xml)
    {
        var theirs = Path.Combine(await NpmPackages.InstallAsync("sitemap@9.0.1"), "node_modules", "sitemap", "schema", "sitemap.xsd");
        var schemas = Load("sitemap-news.xsd");
        schemas.Add("http://www.sitemaps.org/schemas/sitemap/0.9", theirs);
        schemas.Compile();
        return Check(xml, schemas);
    }

    private static List<string> Check(string xml, XmlSchemaSet schemas)
    {
        var problems = new List<string>();
        XDocument.Parse(xml).Validate(schemas, (_, problem) => problems.Add(problem.Message));
        return problems;
    }

    private static XmlSchemaSet Load(params string[] names)
    {
        var schemas = new XmlSchemaSet();
        foreach (var name in names)
        {
            using var stream = typeof(SitemapSchema).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not embedded.");
            using var reader = XmlReader.Create(stream);
            schemas.Add(null, reader);
        }

        schemas.Compile();
        return schemas;
    }
}
