#if compiler(>=6.3) && compiler(<6.4)
  @_spi(ExperimentalCustomExecutors) import _Concurrency
#endif

extension Workers {
  /// Runs the tasks, too, that do not say where they run, such as those of a library: then nothing
  /// starts Swift's own pool. Has to be called before the first of them.
  ///
  /// Swift has no public way to do this yet. Compilers that are not known to have this one build
  /// till without it: then a dashboard wakes up once a second after it has run a program.
  /// Source: https://forums.swift.org/t/pitch-2-custom-main-and-global-executors/78437
  package static func becomeDefault() {
    #if compiler(>=6.3) && compiler(<6.4)
      _createExecutors(factory: Factory.self)
    #endif
  }

  #if compiler(>=6.3) && compiler(<6.4)
    private enum Factory: ExecutorFactory {
      static var mainExecutor: any MainExecutor { PlatformExecutorFactory.mainExecutor }
      static var defaultExecutor: any TaskExecutor { shared }
    }
  #endif
}
