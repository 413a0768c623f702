using Microsoft.Extensions.DependencyInjection;
using Orleans.Metadata;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Serialization.TypeSystem;
using OrleansNews.Comments;

namespace OrleansNews.Cluster;

/// <summary>A remembered name must be the one that Orleans would find: another one is another grain interface to the cluster.</summary>
public sealed class KnownGrainInterfacesTests : IDisposable
{
    private readonly ServiceProvider _services;

    public KnownGrainInterfacesTests()
    {
        var services = new ServiceCollection().AddSerializer();
        services.AddSingleton<IGrainInterfaceTypeProvider, AttributeGrainInterfaceTypeProvider>();
        KnownGrainInterfaces.Install(services);
        _services = services.BuildServiceProvider();
    }

    private IGrainInterfaceTypeProvider Known => _services.GetServices<IGrainInterfaceTypeProvider>().First();

    [Fact]
    public void Name_OfEveryGrainInterface_IsTheOneThatOrleansFinds()
    {
        var orleans = new GrainInterfaceTypeResolver([new AttributeGrainInterfaceTypeProvider(_services)], _services.GetRequiredService<TypeConverter>());
        var interfaces = typeof(ICommentThreadGrain).Assembly.GetTypes().Where(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type)).ToList();

        Assert.NotEmpty(interfaces);
        Assert.IsType<KnownGrainInterfaces>(Known);
        foreach (var type in interfaces.Concat(interfaces))
        {
            Assert.True(Known.TryGetGrainInterfaceType(type, out var name));
            Assert.Equal(orleans.GetGrainInterfaceType(type), name);
        }
    }

    [Fact]
    public void Name_OfAGenericInterface_IsLeftToOrleans() =>
        Assert.False(Known.TryGetGrainInterfaceType(typeof(IEnumerable<int>), out _));

    public void Dispose() => _services.Dispose();
}
