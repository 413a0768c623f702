using Mono.Cecil;
using OrleansNews.Inspection;

namespace OrleansNews.Rooms;

/// <summary>The rooms of the house: the folders inside every project, which are its namespaces too.</summary>
internal static class Room
{
    /// <summary>The namespace of what all rooms share: ids, the clock, the composition of a project.</summary>
    public const string Root = "OrleansNews";

    /// <summary>The rooms that every project names alike.</summary>
    public static readonly string[] Known =
        ["Articles", "LiveStories", "Listings", "Comments", "Moderation", "Live", "Newsroom", "Accounts", "Search", "Media", "Mail", "Site", "Operations"];

    /// <summary>Rooms of one project alone: the core of everything that is kept as a log, and of long sorted lists, the formats that are read and written, the frame of every page, and what starts and runs a process.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Own = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["OrleansNews.Storage"] = ["Storage"],
        ["OrleansNews.Grains"] = ["Logs", "Trees"],
        ["OrleansNews.Interchange"] = ["Markdown"],
        ["OrleansNews.Web"] = ["Layout"],
        ["OrleansNews.Host"] = ["CommandLine", "Control", "Settings", "Cluster", "Demo"],
    };

    /// <summary>The room of a namespace; empty for the root.</summary>
    public static string Of(string @namespace) => @namespace.Length > Root.Length ? @namespace[(Root.Length + 1)..].Split('.')[0] : "";

    /// <summary>Whether a file that lies where it does may have <paramref name="namespace"/>: its room, or the room and the folders inside it.</summary>
    public static bool MayBeNamed(SourceFile file, string @namespace)
    {
        var root = file.Project == "OrleansNews.Storage" ? file.Project : Root;
        return @namespace == string.Join('.', file.Folders.Take(1).Prepend(root)) || @namespace == string.Join('.', file.Folders.Prepend(root));
    }

    /// <summary>
    /// Which rooms use which, inside one project. Each type of the root stands for itself: what all rooms share may be used by all, and the composition
    /// may use all rooms, but nothing may do both.
    /// </summary>
    public static IEnumerable<(string From, string To, string Because)> Uses(IEnumerable<TypeDefinition> types)
    {
        var own = types.ToDictionary(type => TypeUse.Name(type));
        foreach (var (name, type) in own)
        {
            foreach (var used in type.UsedTypes().Where(own.ContainsKey))
            {
                if (Node(name) != Node(used)) yield return (Node(name), Node(used), $"{name} uses {used}");
            }
        }
    }

    private static string Node(TypeName type) => Of(type.Namespace) is { Length: > 0 } room ? room : type.ToString();
}
