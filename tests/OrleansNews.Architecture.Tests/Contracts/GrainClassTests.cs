using System.Text.RegularExpressions;
using Mono.Cecil;
using OrleansNews.Fixtures;
using OrleansNews.Inspection;

namespace OrleansNews.Contracts;

/// <summary>The classes behind the interfaces.</summary>
public partial class GrainClassTests
{
    [Fact]
    public void GrainClass_IsInternalSealedAndNamed() => Rule.Holds(
        "A grain class is internal sealed, called XGrain, and has the name that storage and directory know it by: [GrainType(\"word\")].",
        Modules.AllWritten.Where(GrainTypes.IsGrainClass).SelectMany(Faults));

    [Fact]
    public void GrainClasses_LiveInGrainsAlone() => Rule.Holds(
        "Grains belong to OrleansNews.Grains.",
        Modules.All.Where(module => module.Assembly.Name.Name != "OrleansNews.Grains").SelectMany(Modules.Written)
            .Where(GrainTypes.IsGrainClass).Select(type => type.FullName));

    [Fact]
    public void GrainTypes_OfTheSolution_AreUnique() => Rule.Holds(
        "Two grain classes with one type name would share their stored state.",
        Modules.AllWritten.Where(type => type.Attribute("GrainType") is not null)
            .GroupBy(type => (string)type.Attribute("GrainType")!.ConstructorArguments[0].Value, StringComparer.Ordinal)
            .Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void Faults_OfAPublicGrainWithoutName_AreFound()
    {
        var found = Faults(Modules.Fixture(typeof(NamelessGrain))).ToList();

        Assert.Contains(found, fault => fault.Contains("public", StringComparison.Ordinal));
        Assert.Contains(found, fault => fault.Contains("GrainType", StringComparison.Ordinal));
        Assert.DoesNotContain(found, fault => fault.Contains("sealed", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Faults(TypeDefinition type)
    {
        if (type.IsPublic) yield return $"{type.FullName} is public";
        if (!type.IsSealed) yield return $"{type.FullName} is not sealed";
        if (!type.Name.EndsWith("Grain", StringComparison.Ordinal)) yield return $"{type.FullName} does not end in Grain";
        if (type.Attribute("GrainType")?.ConstructorArguments[0].Value is not string name || !GrainTypeName().IsMatch(name)) yield return $"{type.FullName} has no [GrainType]";
    }

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$")]
    private static partial Regex GrainTypeName();
}
