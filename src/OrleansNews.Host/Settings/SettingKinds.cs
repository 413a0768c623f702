using System.ComponentModel;

namespace OrleansNews.Settings;

/// <summary>Tells in plain words which values a setting takes.</summary>
internal static class SettingKinds
{
    /// <summary>What is wrong with a value, as a sentence; null when it can be read as <paramref name="type"/>.</summary>
    public static string? Objection(Type type, string value)
    {
        var plain = Nullable.GetUnderlyingType(type);
        // Nothing is a value of what may be left out.
        if (plain is not null && value.Length == 0) return null;
        plain ??= type;
        var converter = TypeDescriptor.GetConverter(plain);
        if (plain == typeof(string) || !converter.CanConvertFrom(typeof(string))) return null;
        try
        {
            var read = converter.ConvertFromInvariantString(value);
            return !plain.IsEnum || Enum.IsDefined(plain, read!) ? null : Sentence(plain, value);
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            return Sentence(plain, value);
        }
    }

    private static string Sentence(Type type, string value) => $"'{value}' is not {Form(type)}.";

    private static string Form(Type type)
    {
        if (type.IsEnum) return $"one of {string.Join(", ", Enum.GetNames(type))}";
        if (type == typeof(bool)) return "true or false";
        if (type == typeof(TimeSpan)) return "a time, which is written hh:mm:ss, such as 00:00:30";
        return type == typeof(int) || type == typeof(long) ? "a whole number in digits, such as 30" : "a number, such as 0.5";
    }
}
