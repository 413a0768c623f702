using System.Runtime.ExceptionServices;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization.Configuration;

namespace OrleansNews.Cluster;

/// <summary>A silo of a build that does not have a method yet.</summary>
internal static class ForgetfulSilo
{
    /// <summary>The silo cannot read the message of a method, and answers it with a fault.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="grain">The interface that has the method.</param>
    /// <param name="method">Its alias.</param>
    public static void Forget(this ISiloBuilder silo, Type grain, string method) => silo.Services.PostConfigure<TypeManifestOptions>(options =>
    {
        var methods = options.CompoundTypeAliases.Add("inv").Add(typeof(GrainReference)).Add(grain);
        var message = methods.Add(method, typeof(void)).Value!;
        foreach (var known in new[] { options.Serializers, options.FieldCodecs, options.Activators, options.Copiers })
            known.RemoveWhere(type => type.GetInterfaces().Any(reader => reader.GenericTypeArguments.Contains(message)));
        methods.Add(method);
    });

    /// <summary>That fault, as it arrives.</summary>
    public static Exception NoSuchMessage()
    {
        var fault = new TypeLoadException("Unable to resolve a type alias.");
        ExceptionDispatchInfo.SetRemoteStackTrace(fault, "   at Orleans.Serialization.TypeSystem.TypeConverter.TryParse(String formatted, Type& result)\n");
        return fault;
    }
}
