using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace OrleansNews.Listings;

/// <summary>Validates sitemaps against the schemas beside this file.</summary>
internal static class SitemapSchema
{
    private static readonly XmlSchemaSet Schemas = Load("sitemap.xsd", "sitemap-news.xsd");

    public static IReadOnlyList<string> Check(string xml)
    {
        var problems = new List<string>();
        XDocument.Parse(xml).Validate(Schemas, (_, problem) => problems.Add(problem.Message));
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
