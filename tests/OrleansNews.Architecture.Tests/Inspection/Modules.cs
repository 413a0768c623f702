using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace OrleansNews.Inspection;

/// <summary>The compiled projects, as their IL says.</summary>
internal static class Modules
{
    private static readonly Lazy<IReadOnlyDictionary<string, ModuleDefinition>> Loaded = new(() =>
        Repository.Projects.ToDictionary(name => name, name => Load(name + ".dll"), StringComparer.Ordinal));

    /// <summary>Every project under <c>src</c>.</summary>
    public static IEnumerable<ModuleDefinition> All => Loaded.Value.Values;

    public static ModuleDefinition Of(string project) => Loaded.Value[project];

    /// <summary>This assembly, where the fixtures are.</summary>
    public static ModuleDefinition Fixtures { get; } = Load("OrleansNews.Architecture.Tests.dll");

    /// <summary>A fixture with the types nested in it.</summary>
    public static TypeDefinition Fixture(Type type) =>
        Fixtures.GetAllTypes().Single(candidate => candidate.FullName == type.FullName!.Replace('+', '/'));

    /// <summary>The types that people wrote: generators put theirs into namespaces of their own.</summary>
    public static IEnumerable<TypeDefinition> Written(this ModuleDefinition module) =>
        module.Types.Where(type => type.Namespace == "OrleansNews" || type.Namespace.StartsWith("OrleansNews.", StringComparison.Ordinal));

    /// <summary>The same over all projects.</summary>
    public static IEnumerable<TypeDefinition> AllWritten => All.SelectMany(Written);

    private static ModuleDefinition Load(string file)
    {
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        return ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, file), new ReaderParameters { AssemblyResolver = resolver });
    }
}
