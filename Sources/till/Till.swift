@main
struct Till {
  static func main() {
    print("till")
  }
}
