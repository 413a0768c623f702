using System.Collections;
using System.Reflection;

namespace OrleansNews.Settings;

/// <summary>
/// Knows the settings of every room from its options classes, which name their section by the constant <c>Section</c>. A key that nobody reads, in whatever role, is a
/// mistake that must not be overheard: every one on the command line, and elsewhere every one of a section that is ours.
/// </summary>
internal sealed class SettingCatalogue
{
    // Sections of ASP.NET Core and Orleans that operators may use as well.
    private static readonly string[] Framework = ["Logging", "Kestrel", "Orleans"];

    private readonly Dictionary<string, Type> _keys = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _lists = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _sections = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the options classes of <paramref name="assemblies"/>.</summary>
    public SettingCatalogue(params IEnumerable<Assembly> assemblies)
    {
        foreach (var type in assemblies.SelectMany(assembly => assembly.GetTypes()).Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal))) Add(type);
    }

    /// <exception cref="SettingException">A setting on the command line that nothing reads.</exception>
    public void RequireKnown(IEnumerable<string> arguments)
    {
        foreach (var argument in arguments.Where(argument => argument.Contains(':', StringComparison.Ordinal)))
        {
            var key = argument.TrimStart('-').Split('=')[0];
            if (key.Contains(':', StringComparison.Ordinal) && !IsKnown(key)) throw new SettingException(key, $"there is no such setting.{Suggestion(key)} The README lists all.");
        }
    }

    /// <summary>The environment and the file have much that is for others, which is left alone: what is ours begins with the name of a section.</summary>
    /// <exception cref="SettingException">A key below one of our sections that nothing reads, wherever it was set.</exception>
    public void RequireKnown(IConfiguration configuration)
    {
        foreach (var (key, value) in configuration.AsEnumerable().OrderBy(setting => setting.Key, StringComparer.Ordinal))
        {
            if (value is not null && key.Contains(':', StringComparison.Ordinal) && _sections.Contains(key.Split(':')[0]) && !IsKnown(key))
                throw new SettingException(key, $"there is no such setting.{Suggestion(key)} {PlacesOf(key)} The README lists all.");
        }
    }

    /// <summary>Whoever binds a value that does not fit says so in the words of a program, and some only when they are asked.</summary>
    /// <exception cref="SettingException">A value, wherever it was set, that is not of its setting's kind.</exception>
    public void RequireFitting(IConfiguration configuration)
    {
        foreach (var (key, type) in _keys)
        {
            if (configuration[key] is not { } value) continue;
            if (_lists.Contains(key)) RequireNoValue(key, value);
            else if (SettingKinds.Objection(type, value) is { } objection) throw new SettingException(key, $"{objection} {PlacesOf(key)}");
        }
    }

    // Whoever binds a list passes over a value of the list itself. An empty one is what a file says of a list without entries.
    private static void RequireNoValue(string list, string value)
    {
        if (value.Length > 0) throw new SettingException(
            list, $"'{value}' is no list. Write --{list}:0=... (in the environment {VariableOf(list)}__0, in appsettings.json [\"...\"]), and 1, 2 ... for further entries.");
    }

    private bool IsKnown(string key) =>
        _keys.ContainsKey(key) || Framework.Contains(key.Split(':')[0], StringComparer.OrdinalIgnoreCase) || _lists.Contains(key[..key.LastIndexOf(':')]);

    private static string PlacesOf(string key) => $"It is set on the command line (--{key}=...), in the environment ({VariableOf(key)}) or in appsettings.json.";

    private static string VariableOf(string key) => key.Replace(":", "__", StringComparison.Ordinal);

    private string Suggestion(string key)
    {
        if (Spelling.Nearest(key, _keys.Keys.Concat(_lists.Select(list => list + ":0"))) is { } meant) return $" Did you mean {meant}?";
        var name = key[(key.LastIndexOf(':') + 1)..];
        var section = key[..key.LastIndexOf(':')];
        var near = _keys.Keys.Where(known => known.EndsWith(':' + name, StringComparison.OrdinalIgnoreCase)).Concat(_keys.Keys.Where(known => known.StartsWith(section + ":", StringComparison.OrdinalIgnoreCase))).Distinct().Order(StringComparer.Ordinal).Take(12).ToList();
        return near.Count == 0 ? "" : $" Did you mean one of {string.Join(", ", near)}?";
    }

    private void Add(Type options)
    {
        if (SectionOf(options) is not { } section) return;
        _sections.Add(section.Split(':')[0]);
        foreach (var property in options.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var key = $"{section}:{property.Name}";
            if (property.PropertyType != typeof(string) && typeof(IEnumerable).IsAssignableFrom(property.PropertyType)) _lists.Add(key);
            _keys[key] = property.PropertyType;
        }
    }

    private static string? SectionOf(Type options) => options.GetField("Section", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)?.GetRawConstantValue() as string;
}
