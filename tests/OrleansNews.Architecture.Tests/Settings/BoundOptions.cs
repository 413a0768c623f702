using System.Collections;
using System.Globalization;
using System.Reflection;
using Mono.Cecil;
using OrleansNews.Inspection;

namespace OrleansNews.Settings;

/// <summary>The settings that the code binds, found where it calls <c>BindConfiguration</c>, with the defaults that its options classes have.</summary>
internal static class BoundOptions
{
    /// <summary>Keys with defaults as an operator reads them.</summary>
    public static IReadOnlyDictionary<string, string> Find() =>
        Modules.AllWritten.SelectMany(Bindings)
            .SelectMany(binding => Settings(binding.Section, Activator.CreateInstance(Load(binding.Options), nonPublic: true)!))
            .DistinctBy(setting => setting.Key).ToDictionary(setting => setting.Key, setting => setting.Default, StringComparer.Ordinal);

    /// <summary>The keys below <paramref name="section"/> of an options object.</summary>
    public static IEnumerable<(string Key, string Default)> Settings(string section, object options)
    {
        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var key = $"{section}:{property.Name}";
            var value = property.GetValue(options);
            if (value is not null && IsSection(value.GetType()))
            {
                foreach (var setting in Settings(key, value)) yield return setting;
            }
            else if (property.SetMethod is { IsPublic: true } || value is IList)
            {
                yield return (key, Text(value));
            }
        }
    }

    private static IEnumerable<(TypeDefinition Options, string Section)> Bindings(TypeDefinition type) =>
        from use in type.Instructions()
        where use.Instruction.Operand is GenericInstanceMethod { Name: "BindConfiguration" }
        let options = ((GenericInstanceMethod)use.Instruction.Operand).GenericArguments[0].Resolve()
        select (options, SectionBefore(use.Instruction));

    // The section is the last string that is loaded before the call.
    private static string SectionBefore(Mono.Cecil.Cil.Instruction call)
    {
        for (var before = call.Previous; before is not null; before = before.Previous)
        {
            if (before.Operand is string section) return section;
        }

        throw new InvalidOperationException("The section of BindConfiguration is no constant.");
    }

    private static Type Load(TypeDefinition type) =>
        Assembly.Load(type.Module.Assembly.Name.Name).GetType(type.FullName.Replace('/', '+'), throwOnError: true)!;

    private static bool IsSection(Type type) => type.IsClass && type.Namespace?.StartsWith("OrleansNews", StringComparison.Ordinal) == true;

    private static string Text(object? value) => value switch
    {
        null or "" or ICollection { Count: 0 } => "none",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable list and not string => string.Join(", ", list.Cast<object>()),
        _ => value.ToString()!,
    };
}
