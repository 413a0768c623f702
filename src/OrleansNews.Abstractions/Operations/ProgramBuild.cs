using System.Reflection;

namespace OrleansNews.Operations;

/// <summary>Which build of the program runs.</summary>
public static class ProgramBuild
{
    private const int ShownOfCommit = 7;

    /// <summary>Version and commit of an assembly, <c>0.1.0 (2dee3e9)</c>; the version alone where no commit is known.</summary>
    public static string Of(Assembly assembly)
    {
        var parts = (assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "").Split('+');
        return parts is [var version, { Length: > ShownOfCommit } commit] ? $"{version} ({commit[..ShownOfCommit]})" : parts[0];
    }
}
