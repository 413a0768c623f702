using System.Xml.Linq;
using OrleansNews.Inspection;

namespace OrleansNews.Projects;

/// <summary>What may depend on what, as the project files say and as the compiled assemblies say.</summary>
public class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["OrleansNews.Abstractions"] = [],
        ["OrleansNews.Grains"] = ["OrleansNews.Abstractions"],
        ["OrleansNews.Storage"] = [],
        ["OrleansNews.Interchange"] = ["OrleansNews.Abstractions"],
        ["OrleansNews.Web"] = ["OrleansNews.Abstractions", "OrleansNews.Interchange"],
        ["OrleansNews.Host"] =
            ["OrleansNews.Abstractions", "OrleansNews.Grains", "OrleansNews.Storage", "OrleansNews.Interchange", "OrleansNews.Web"],
    };

    private static readonly string[] Drivers =
        ["Microsoft.Data.", "Npgsql", "System.Data.", "StackExchange.Redis", "Azure.", "Microsoft.Orleans.Persistence", "Microsoft.Orleans.Clustering"];

    public static TheoryData<string> Projects => [.. Repository.Projects];

    [Fact]
    public void Projects_UnderSrc_AreTheSixOfTheDesign() => Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), Repository.Projects);

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_References_OnlyWhatItsPlaceAllows(string project) => Rule.Holds(
        $"{project} may refer to [{string.Join(", ", Allowed[project])}] and to no other project.",
        References(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))
            .Concat(AssemblyReferences(project).Where(name => name.StartsWith("OrleansNews.", StringComparison.Ordinal)))
            .Except(Allowed[project], StringComparer.Ordinal));

    [Fact]
    public void Abstractions_Packages_AreTheOrleansSdkAlone() =>
        Assert.Equal(["Microsoft.Orleans.Sdk"], References("OrleansNews.Abstractions", "PackageReference"));

    [Theory]
    [InlineData("OrleansNews.Abstractions")]
    [InlineData("OrleansNews.Grains")]
    [InlineData("OrleansNews.Storage")]
    [InlineData("OrleansNews.Interchange")]
    public void Project_BehindTheFrontEnd_KnowsNoAspNet(string project) => Rule.Holds(
        $"ASP.NET Core, and with it HttpContext, belongs to Web and Host; {project} must not know it.",
        AssemblyReferences(project).Where(name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal))
            .Concat(References(project, "FrameworkReference")));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_ThatIsNotStorage_KnowsNoDriver(string project)
    {
        if (project == "OrleansNews.Storage") return;
        Rule.Holds(
            $"Databases, blobs and their drivers belong to Storage; {project} must not know them.",
            AssemblyReferences(project).Concat(References(project, "PackageReference"))
                .Where(name => Drivers.Any(driver => name.StartsWith(driver, StringComparison.Ordinal))));
    }

    [Fact]
    public void Web_Packages_AreClientSideOnly() => Rule.Holds(
        "The front end is a client of the cluster: it must not bring the silo with it.",
        References("OrleansNews.Web", "PackageReference").Where(name => name is "Microsoft.Orleans.Server" or "Microsoft.Orleans.Runtime"));

    private static IEnumerable<string> References(string project, string element) =>
        XDocument.Parse(Repository.Read($"src/{project}/{project}.csproj"))
            .Descendants(element).Select(reference => (string?)reference.Attribute("Include") ?? "");

    private static IEnumerable<string> AssemblyReferences(string project) => Modules.Of(project).AssemblyReferences.Select(reference => reference.Name);
}
